import { describe, expect, it } from '@jest/globals';
import { parseTemplateValue } from '@ice/core';
import { runTool } from '../run-tool.js';
import { textTemplate } from './text-template.js';

const data = { name: 'Tile', price: 375, tags: ['floor', 'grey'], none: null };

describe('text_template', () => {
  it.each([
    ['No braces at all', 'No braces at all'],
    ['{{ data.name }} for {{ data.price }}', 'Tile for 375'],
    ['{{ data.price }}', '375'],
    ['{{ data.tags }}', '["floor","grey"]'],
    ["{{ data.tags.map(t, '#' + t).join(' ') }}", '#floor #grey'],
    ["{{ default(data.none, 'nothing') }}!", 'nothing!'],
    ['\\{{ literal }} {{ data.name }}', '{{ literal }} Tile'],
    ['', ''],
  ])('renders %p', async (template, text) => {
    expect(await runTool(textTemplate, { template, data })).toEqual({ text });
  });

  it('renders inserted text once: braces in the data stay braces', async () => {
    const hostile = { name: '{{ data.price }}' };
    expect(await runTool(textTemplate, { template: '{{ data.name }}', data: hostile })).toEqual({
      text: '{{ data.price }}',
    });
  });

  it('gets its braces through a blueprint by writing them with a backslash', async () => {
    const { value, problems } = parseTemplateValue({ template: '\\{{ data.name }}' });
    const args = value.kind === 'literal' ? value.value : null;
    expect({ args, problems }).toEqual({ args: { template: '{{ data.name }}' }, problems: [] });
    expect(await runTool(textTemplate, { ...(args as object), data })).toEqual({ text: 'Tile' });
  });

  it('names every bad place at once', async () => {
    const template = '{{ data. }} and {{ 1 + }}';
    await expect(runTool(textTemplate, { template, data })).rejects.toMatchObject({
      failure: {
        code: 'tool-input-invalid',
        evidence: { issues: [{ pointer: '/template' }, { pointer: '/template' }] },
      },
    });
  });

  it('fails on null in a text, and on what is not in the data', async () => {
    await expect(runTool(textTemplate, { template: '{{ data.none }}', data })).rejects.toMatchObject({
      failure: { code: 'expression-failed', evidence: { reason: 'null-in-text' } },
    });
    await expect(runTool(textTemplate, { template: 'x {{ inputs.a }}', data })).rejects.toMatchObject({
      failure: { code: 'tool-input-invalid', message: '/template at 5: "inputs" is not known here: only "data" is.' },
    });
  });
});
