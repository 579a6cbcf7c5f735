/** Tools of plugins remember nothing from one execution to another, whatever their authors write. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ModelRequest } from '@ice/core';
import type { Script } from '@ice/models';
import { IceModule, Tool } from '@ice/plugin';
import { Global, Inject, Injectable, Module, Scope } from '@nestjs/common';
import { standaloneContext } from '@ice/tools';
import { z } from 'zod';
import type { Ice } from './ice.js';
import { testIce } from './test-ice.js';

@Injectable()
class Shared {
  static count = 0;
  readonly made = Shared.count++;
}

@Injectable({ scope: Scope.TRANSIENT })
class Notebook {
  readonly lines: string[] = [];
}

@Global()
@Module({ providers: [Shared], exports: [Shared] })
class SharedModule {}

const output = z.object({ runs: z.int(), lines: z.int(), shared: z.int() });

@Tool({ name: 'remember', description: 'Counts its own runs.', input: z.object({}), output, effect: 'idempotent' })
class Remember {
  static broken = false;
  private runs = 0;

  constructor(
    @Inject(Shared) private readonly shared: Shared,
    @Inject(Notebook) private readonly notebook: Notebook,
  ) {
    if (Remember.broken) throw new Error('No paper.');
  }

  run() {
    this.notebook.lines.push('run');
    return { runs: (this.runs += 1), lines: this.notebook.lines.length, shared: this.shared.made };
  }
}

@Module({ providers: [Notebook, Remember] })
class ToolsModule {}

@Module({ imports: [IceModule.forFeature({ name: 'memories', compatibility: '0.x' }), SharedModule, ToolsModule] })
class MemoriesPlugin {}

let ice: Ice;

function resultIn({ messages }: ModelRequest): string {
  return `It said ${messages.at(-1)?.content}`;
}

beforeAll(async () => {
  const call = { text: '', toolCalls: [{ id: 'c1', name: 'remember', arguments: '{}' }] };
  const answer: Script = (request) => (request.messages.at(-1)?.role === 'tool' ? resultIn(request) : call);
  ice = await testIce({ plugins: [MemoriesPlugin], models: { openai: answer } });
});

afterAll(() => ice.close());

const agent = {
  schema_version: '1.0',
  name: 'ask',
  nodes: [
    {
      id: 'clerk',
      type: 'agent',
      model: 'openai/gpt-4o-mini',
      instructions: 'Use the tool once.',
      input: {},
      tools: ['remember'],
      max_iterations: 3,
      max_output_tokens: 64,
    },
  ],
  outputs: { text: '{{ nodes.clerk.text }}' },
};

const blueprint = {
  schema_version: '1.0',
  name: 'twice',
  nodes: [
    { id: 'first', type: 'tool', tool_name: 'remember' },
    { id: 'second', type: 'tool', tool_name: 'remember', dependencies: ['first'] },
  ],
  outputs: { first: '{{ nodes.first }}', second: '{{ nodes.second }}' },
};

describe('a tool of a plugin', () => {
  it('is one instance in an execution, and another one in the next', async () => {
    const outputs = await Promise.all([ice.run(blueprint), ice.run(blueprint), ice.run(blueprint)]);
    const expected = { first: { runs: 1, lines: 1, shared: 0 }, second: { runs: 2, lines: 2, shared: 0 } };
    expect(outputs).toEqual([expected, expected, expected]);
  });

  it('is found in a module that the plugin imports, and stands in the catalog under the name of the plugin', async () => {
    const { body } = await ice.request('GET', '/api/v1/catalog/tools/remember');
    expect(body).toMatchObject({ name: 'remember', toolkit: 'memories', effect: 'idempotent' });
    expect((await ice.request('GET', '/api/v1/catalog/toolkits/memories')).body).toEqual({
      name: 'memories',
      description: 'The tools of the plugin memories.',
      tools: ['remember'],
      effects: ['idempotent'],
      hosts: [],
    });
  });

  it('can be called by an agent', async () => {
    expect(await ice.run(agent)).toEqual({ text: 'It said {"runs":1,"lines":1,"shared":0}' });
  });

  it('whose constructor throws fails its attempt, and is made anew by the next one', async () => {
    const instance = ice.tool('remember')?.create();
    Remember.broken = true;
    await expect(instance?.run({}, standaloneContext())).rejects.toThrow('No paper.');
    Remember.broken = false;
    expect(await instance?.run({}, standaloneContext())).toEqual({ runs: 1, lines: 1, shared: 0 });
  });
});
