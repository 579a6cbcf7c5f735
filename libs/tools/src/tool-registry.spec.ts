import { describe, expect, it } from '@jest/globals';
import type { ToolDefinition } from '@ice/core';
import { z } from 'zod';
import { defineTool } from './define-tool.js';
import { ToolRegistry } from './tool-registry.js';
import { defineToolkit } from './toolkit.js';

function tool(name: string): ToolDefinition {
  const schema = z.object({});
  return defineTool({ name, description: 'Does nothing.', input: schema, output: schema, run: () => ({}) });
}

const garden = defineToolkit({ name: 'garden', description: 'Plants.', tools: [tool('water'), tool('dig')] });
const kitchen = defineToolkit({ name: 'kitchen', description: 'Food.', tools: [tool('cook')] });

describe('the tool registry', () => {
  it('lists the tools of all toolkits by name, each with its toolkit', () => {
    const list = new ToolRegistry([garden, kitchen]).list().map(({ name, toolkit }) => `${toolkit}/${name}`);
    expect(list).toEqual(['kitchen/cook', 'garden/dig', 'garden/water']);
  });

  it('finds a tool by its name and nothing by another', () => {
    const registry = new ToolRegistry([garden]);
    expect([registry.find('dig'), registry.find('cook'), registry.find('toString')]).toEqual([
      garden.tools[1],
      undefined,
      undefined,
    ]);
  });

  it('refuses a name that two toolkits have, and names both', () => {
    const shed = defineToolkit({ name: 'shed', description: 'Things.', tools: [tool('dig')] });
    expect(() => new ToolRegistry([garden, shed])).toThrow(
      expect.objectContaining({
        code: 'validation-failed',
        message: 'The tool "dig" is in the toolkit "garden" and again in the toolkit "shed". Rename one of them.',
        evidence: { tool: 'dig', toolkits: ['garden', 'shed'] },
      }),
    );
  });

  it('keeps what a tool says of its hosts, its secrets and the arguments that are written out', () => {
    const schema = z.object({ url: z.string() });
    const phone = defineTool({
      name: 'phone',
      description: 'Calls.',
      input: schema,
      output: schema,
      hosts: ['example.com'],
      secrets: ['/url'],
      judgeLiterals: ({ url }) => [{ code: 'url-not-allowed', pointer: '/url', message: String(url) }],
      run: (input) => input,
    });
    const found = new ToolRegistry([defineToolkit({ name: 'desk', description: 'Office.', tools: [phone] })]).find(
      'phone',
    );

    expect([found?.hosts, found?.secrets, found?.judgeLiterals?.({ url: 'x' })]).toEqual([
      ['example.com'],
      ['/url'],
      [{ code: 'url-not-allowed', pointer: '/url', message: 'x' }],
    ]);
    expect(garden.tools.map((each) => Object.keys(each))).toEqual(
      Array(2).fill(['name', 'toolkit', 'description', 'effect', 'input', 'output', 'examples', 'create']),
    );
  });

  it('keeps the tool that a class makes', async () => {
    class Spade {
      readonly toolkit = '';
      readonly effect = 'pure';
      readonly input = {};
      readonly output = {};
      readonly examples = [];
      get name(): string {
        return 'spade';
      }
      get description(): string {
        return 'A spade.';
      }
      create() {
        return { run: () => Promise.resolve({ by: this.name }) };
      }
    }
    const { tools } = defineToolkit({ name: 'shed', description: 'Things.', tools: [new Spade()] });
    expect(tools.map(({ name, toolkit, description }) => ({ name, toolkit, description }))).toEqual([
      { name: 'spade', toolkit: 'shed', description: 'A spade.' },
    ]);
    expect(await tools[0]?.create().run({}, {} as never)).toEqual({ by: 'spade' });
  });
});
