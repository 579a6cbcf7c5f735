/** The memory tools in real executions: what one of them leaves for the next, and for whom. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@ice/core';
import { documentOf, Engine, type Played } from '../support/start-engine.js';

const tool = (id: string, tool_name: string, tool_args: JsonObject, rest: JsonObject = {}): JsonObject => ({
  id,
  type: 'tool',
  tool_name,
  tool_args,
  ...rest,
});

const note = { key: 'tone', value: { said: ['friendly', 1] } };
const missing = { found: false, value: null, updated_at: null };
const outputsOf = ({ snapshot }: Played) => snapshot.outputs;

describe('the memory tools', () => {
  it('leave a note for later nodes of the execution, and for no other execution', async () => {
    const engine = new Engine();
    const nodes = [
      tool('before', 'memory_read', { key: 'tone' }),
      tool('write', 'memory_write', note, { dependencies: ['before'] }),
      tool('read', 'memory_read', { key: 'tone' }, { dependencies: ['write'] }),
      tool('foreign', 'memory_read', { scope: 'organisation', key: 'tone' }, { dependencies: ['write'] }),
    ];
    const outputs = { before: '{{ nodes.before }}', read: '{{ nodes.read }}', foreign: '{{ nodes.foreign }}' };
    const document = documentOf(nodes, { outputs });
    const found = { found: true, value: note.value, updated_at: expect.any(String) };
    const expected = { before: missing, read: found, foreign: missing };
    expect([outputsOf(await engine.play(document)), outputsOf(await engine.play(document))]).toEqual([
      expected,
      expected,
    ]);
  });

  it('leave notes of the organisation for executions to come, which find them by their words and forget them', async () => {
    const engine = new Engine();
    const scope = 'organisation';
    await engine.play(
      documentOf([
        tool('a', 'memory_write', { scope, key: 'seller:anna', value: 'Sells red tiles.' }),
        tool('b', 'memory_write', { scope, key: 'seller:bert', value: 'Sells red wine.' }),
      ]),
    );
    const later = await engine.play(
      documentOf(
        [
          tool('search', 'memory_search', { scope, query: 'Wine' }),
          tool('forget', 'memory_forget', { scope, key: 'seller:bert' }, { dependencies: ['search'] }),
          tool('again', 'memory_search', { scope, query: 'red', limit: 5 }, { dependencies: ['forget'] }),
        ],
        { outputs: { search: '{{ nodes.search }}', forget: '{{ nodes.forget }}', again: '{{ nodes.again }}' } },
      ),
    );
    const found = (key: string, value: string) => ({
      notes: [{ key, value, updated_at: expect.any(String), score: expect.any(Number) }],
      count: 1,
    });
    expect(outputsOf(later)).toEqual({
      search: found('seller:bert', 'Sells red wine.'),
      forget: { forgotten: true },
      again: found('seller:anna', 'Sells red tiles.'),
    });
  });

  it('refuse what is too large to remember, and a key that cannot be stored', async () => {
    const engine = new Engine();
    const inputs = { value: { type: 'string' }, key: { type: 'string' } };
    const args = { key: '{{ inputs.key }}', value: '{{ inputs.value }}' };
    const document = documentOf([tool('write', 'memory_write', args)], { inputs });
    const large = await engine.play(document, { key: 'k', value: 'x'.repeat(65_536) });
    const broken = await engine.play(document, { key: 'a\0b', value: '' });
    const long = await engine.play(document, { key: 'x'.repeat(201), value: '' });
    expect(
      [large, broken, long].map(({ snapshot }) => snapshot.failure?.cause?.code ?? snapshot.failure?.code),
    ).toEqual(['memory-invalid', 'memory-invalid', 'tool-input-invalid']);
  });
});
