import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonValue } from '../json/json-value.js';
import { referencedBlueprints } from './referenced-blueprints.js';
import { blueprintOf, each, echo } from './testing/sample-blueprint.js';

const first = 'bp_01JD2X8Q4N6T9VZK3R5M7P0W1A';
const second = 'bp_01JD2X8Q4N6T9VZK3R5M7P0W1B';
const revision = `sha256:${'a'.repeat(64)}`;
const run = (id: string, blueprint: string, more = {}) => ({ id, type: 'workflow', blueprint, ...more });

describe('the blueprints that a document names', () => {
  it.each<[string, JsonValue, readonly string[]]>([
    ['of none', blueprintOf([echo('a')]), []],
    ['of itself', blueprintOf([run('a', 'self')]), []],
    [
      'in document order, each once',
      blueprintOf([run('a', second), run('b', first), run('c', second)]),
      [second, first],
    ],
    ['in nested blocks', blueprintOf([each('l', 'x', [run('a', first)])]), [first]],
    [
      'in handle blocks, cases and branches',
      blueprintOf([
        echo('a', 1, { on_error: { handle: { nodes: [run('b', first)] } } }),
        { id: 'c', type: 'condition', cases: [{ when: 'true', block: { nodes: [run('d', second)] } }] },
        { id: 'e', type: 'parallel', branches: { left: { nodes: [run('f', revision)] } } },
      ]),
      [first, second, revision],
    ],
    ['at the end', blueprintOf([echo('a')], { finally: { nodes: [run('b', revision)] } }), [revision]],
    ['among the tools of an agent', blueprintOf([{ id: 'a', type: 'agent', tools: ['echo', first] }]), [first]],
    ['of a misspelt kind', blueprintOf([{ ...run('a', first), type: 'workflw' }]), [first]],
    ['of a misspelt field', blueprintOf([{ id: 'a', type: 'workflow', bluprint: first }]), [first]],
  ])('are those %s', (_name, document, expected) => {
    expect(referencedBlueprints(document)).toEqual(expected);
  });

  it('are not what looks like one elsewhere', () => {
    const text = echo('a', first, { title: `${first} and more`, tool_args: { value: [first], nested: { id: first } } });
    expect(referencedBlueprints(blueprintOf([text], { description: first, metadata: { of: first } }))).toEqual([]);
  });

  it('are found in any JSON, however deep, without a throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(Array.isArray(referencedBlueprints(blueprintOf(value as JsonValue)))).toBe(true);
        expect(referencedBlueprints(value as JsonValue)).toEqual([]);
      }),
    );
    let deep: JsonValue = run('a', first);
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    expect(referencedBlueprints({ nodes: deep })).toEqual([first]);
  });
});
