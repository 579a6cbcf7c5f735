/** What holds for the difference of any two documents. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blueprintRevision } from '../blueprint/blueprint-revision.js';
import { parsePointer } from '../json/json-pointer.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { diffBlueprints } from './diff-blueprints.js';

/** A node without its id: ids are handed out when the document is whole, so that none stands twice. */
interface Tree {
  readonly fields: JsonObject;
  readonly inner: readonly Tree[];
}

const fields = fc.dictionary(
  fc.constantFrom('title', 'tool_args', 'when'),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>,
);

function trees(levels: number): fc.Arbitrary<readonly Tree[]> {
  const inner = levels === 0 ? fc.constant([]) : trees(levels - 1);
  return fc.array(fc.record({ fields, inner }), { maxLength: 3 });
}

/** Few ids, so that two documents share many. */
const ids = Array.from({ length: 39 }, (_, index) => `n${index}`);

const documents = fc
  .record({
    roots: trees(2),
    order: fc.shuffledSubarray(ids, { minLength: ids.length }),
    name: fc.constantFrom('a', 'b'),
  })
  .map(({ roots, order, name }): JsonObject => {
    const free = [...order];
    return { schema_version: '1.0', name, nodes: roots.map((each) => nodeOf(each, free)) };
  });

function nodeOf({ fields, inner }: Tree, free: string[]): JsonObject {
  const id = free.pop() ?? 'none';
  const nodes = inner.map((each) => nodeOf(each, free));
  return { ...fields, id, type: 'loop', ...(nodes.length > 0 && { body: { nodes } }) };
}

function at(document: JsonObject, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = document;
  for (const token of parsePointer(pointer) ?? []) value = (value as Record<string, JsonValue> | undefined)?.[token];
  return value;
}

describe('the difference of any two documents', () => {
  it('is empty just where both are one revision', () => {
    fc.assert(
      fc.property(documents, documents, fc.boolean(), (from, other, isSame) => {
        const to = isSame ? structuredClone(from) : other;
        const { document, nodes } = diffBlueprints(from, to);
        expect(document.length + nodes.length === 0).toBe(blueprintRevision(from) === blueprintRevision(to));
      }),
    );
  });

  it('tells every node once at most, and where it stands', () => {
    fc.assert(
      fc.property(documents, documents, (from, to) => {
        const { nodes, counts } = diffBlueprints(from, to);
        expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(nodes.length);
        for (const { id, pointer_from, pointer_to } of nodes) {
          if (pointer_from !== undefined) expect(at(from, pointer_from)).toMatchObject({ id });
          if (pointer_to !== undefined) expect(at(to, pointer_to)).toMatchObject({ id });
        }
      }),
    );
  });

  it('is the same the other way round, with before and after exchanged', () => {
    fc.assert(
      fc.property(documents, documents, (from, to) => {
        const there = diffBlueprints(from, to).counts;
        const back = diffBlueprints(to, from).counts;
        expect([back.added, back.removed, back.changed]).toEqual([there.removed, there.added, there.changed]);
      }),
    );
  });
});
