import { describe, expect, it } from '@jest/globals';
import type { JsonObject, JsonValue } from '@ice/core';
import { mergePatch } from './merge-patch.js';

const tool = (id: string, more: JsonObject = {}): JsonObject => ({ id, type: 'tool', tool_name: 'echo', ...more });
const block = (...nodes: JsonObject[]): JsonObject => ({ nodes });

const document: JsonObject = {
  name: 'x',
  title: 'X',
  nodes: [tool('a', { tool_args: { value: 1 } }), tool('b', { dependencies: ['a'] })],
};

const errorsOf = (patch: JsonObject): unknown => {
  try {
    return mergePatch(document, patch);
  } catch (error) {
    const { code, parts } = error as { code: string; parts: { errors: object[] } };
    return [code, ...parts.errors];
  }
};

describe('a patch', () => {
  it('replaces top-level fields, and null removes one', () => {
    expect(mergePatch(document, { title: null, budget_usd: 1, name: 'y' })).toEqual({
      name: 'y',
      nodes: document['nodes'],
      budget_usd: 1,
    });
  });

  it('replaces the fields of a known node, and null removes one', () => {
    const patch = {
      nodes: [
        { id: 'a', tool_args: { value: 2 } },
        { id: 'b', dependencies: null, title: 'B' },
      ],
    };

    expect(mergePatch(document, patch)['nodes']).toEqual([
      tool('a', { tool_args: { value: 2 } }),
      tool('b', { title: 'B' }),
    ]);
  });

  it('replaces a node whole where its kind changes', () => {
    const patch = { nodes: [{ id: 'b', type: 'fail', code: 'no', message: 'No.' }] };

    expect(mergePatch(document, patch)['nodes']).toEqual([
      tool('a', { tool_args: { value: 1 } }),
      { id: 'b', type: 'fail', code: 'no', message: 'No.' },
    ]);
  });

  it('adds what is new to the root, and removes what is marked', () => {
    const patch = { nodes: [{ id: 'b', type: '__delete__' }, tool('c')] };

    expect(mergePatch(document, patch)['nodes']).toEqual([tool('a', { tool_args: { value: 1 } }), tool('c')]);
  });

  it('reaches nodes at every depth', () => {
    const nested = {
      nodes: [
        { id: 'loop', type: 'loop', body: block(tool('n1')) },
        { id: 'cond', type: 'condition', then: block(tool('n2')), else: block(tool('n3')) },
        { id: 'cases', type: 'condition', cases: [{ when: 'true', block: block(tool('n4')) }] },
        { id: 'par', type: 'parallel', branches: { left: block(tool('n5')), right: block(tool('n6')) } },
        { id: 'grp', type: 'group', nodes: [tool('n7', { on_error: { handle: block(tool('n8')) } })] },
      ],
      finally: block(tool('n9')),
    };
    const ids = Array.from({ length: 9 }, (_, index) => `n${index + 1}`);
    const patched = mergePatch(nested, { nodes: ids.map((id) => ({ id, title: id.toUpperCase() })) });

    expect(ids.filter((id) => !JSON.stringify(patched).includes(`"title":"${id.toUpperCase()}"`))).toEqual([]);
    expect(JSON.stringify(patched).replaceAll(/,"title":"N\d"/g, '')).toBe(JSON.stringify(nested));
  });

  it('leaves user data alone that only looks like nodes', () => {
    const data = { nodes: [tool('a', { tool_args: { nodes: [{ id: 'b' }], body: block(tool('c')) } })] };

    expect(mergePatch(data, { nodes: [{ id: 'a', title: 'A' }] })).toEqual({
      nodes: [tool('a', { tool_args: { nodes: [{ id: 'b' }], body: block(tool('c')) }, title: 'A' })],
    });
  });

  it.each<readonly [JsonValue]>([[null], ['x'], [{}]])('leaves nodes: %j to the compiler', (nodes) => {
    expect(mergePatch(document, { nodes })).toEqual({ name: 'x', title: 'X', nodes });
  });

  it('never changes the document it is given', () => {
    const before = JSON.stringify(document);
    mergePatch(document, {
      name: 'z',
      nodes: [
        { id: 'a', title: 'A' },
        { id: 'b', type: '__delete__' },
      ],
    });

    expect(JSON.stringify(document)).toBe(before);
  });

  it('is refused with every entry that cannot be merged', () => {
    expect(errorsOf({ nodes: [1, { id: 2 }] })).toEqual([
      'validation-failed',
      { pointer: '/nodes/0', code: 'validation-failed', detail: 'An entry of nodes is an object with an id.' },
      { pointer: '/nodes/1', code: 'validation-failed', detail: 'An entry of nodes is an object with an id.' },
    ]);
    expect(errorsOf({ nodes: [tool('c'), tool('c')] })).toEqual([
      'duplicate-node-id',
      { pointer: '/nodes/1/id', code: 'duplicate-node-id', detail: 'The patch names this id twice.' },
    ]);
    expect(errorsOf({ nodes: [{ id: 'a', type: '__delete__', tool_name: 'x' }] })).toEqual([
      'unknown-property',
      { pointer: '/nodes/0/tool_name', code: 'unknown-property', detail: 'A deletion has an id and nothing else.' },
    ]);
    expect(errorsOf({ nodes: [tool('c'), { id: 'zzz', type: '__delete__' }] })).toEqual([
      'validation-failed',
      { pointer: '/nodes/1/id', code: 'validation-failed', detail: 'There is no node with this id to delete.' },
    ]);
    expect(errorsOf({ nodes: [1, { id: 'a', type: '__delete__', x: 1 }] })).toMatchObject([
      'validation-failed',
      {},
      {},
    ]);
  });
});
