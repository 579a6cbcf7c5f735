/** Random but sound blueprints for property tests: a DAG of nodes that echo, sleep a little, fail, are skipped or recover, in plain and
 *  nested blocks. Every choice comes from fast-check, so a counter-example shrinks. */
import type { JsonObject, JsonValue } from '@ice/core';
import fc from 'fast-check';

/** One node before it is written down: what it does, and which earlier nodes it waits for. */
interface Sketch {
  readonly does: 'echo' | 'sleep' | 'fail' | 'group' | 'loop' | 'parallel';
  readonly waitsFor: readonly number[];
  readonly join: 'all' | 'any' | 'all_settled' | 'none_failed' | 'all_completed';
  readonly when: boolean | null;
  readonly onError: 'fail' | 'continue' | 'fallback';
  readonly reads: boolean;
}

const sketch: fc.Arbitrary<Sketch> = fc.record({
  does: fc.constantFrom('echo', 'echo', 'sleep', 'fail', 'group', 'loop', 'parallel'),
  waitsFor: fc.array(fc.nat(20), { maxLength: 4 }),
  join: fc.constantFrom('all', 'all', 'any', 'all_settled', 'none_failed', 'all_completed'),
  when: fc.option(fc.boolean(), { freq: 3 }),
  onError: fc.constantFrom('fail', 'fail', 'continue', 'fallback'),
  reads: fc.boolean(),
});

/** Blueprints of 1 to `size` nodes. */
export function randomBlueprint(size: number): fc.Arbitrary<JsonObject> {
  return fc
    .tuple(fc.array(sketch, { minLength: 1, maxLength: size }), fc.integer({ min: 1, max: 8 }))
    .map(([sketches, width]) => ({
      schema_version: '1.0',
      name: 'random',
      max_concurrency: width,
      nodes: sketches.map(nodeOf),
    }));
}

function nodeOf(sketched: Sketch, index: number): JsonObject {
  const before = [...new Set(sketched.waitsFor.filter((other) => other < index))];
  const [first, ...others] = before;
  const reads = sketched.reads && first !== undefined;
  const value = reads ? `{{ default(nodes.n${first}, "none") }}` : index;
  return {
    id: `n${index}`,
    dependencies: (reads ? others : before).map((other) => `n${other}`),
    ...(sketched.does !== 'parallel' && { join: sketched.join }),
    ...(sketched.when !== null && { when: `{{ ${sketched.when} }}` }),
    on_error: sketched.onError === 'fallback' ? { fallback: 'instead' } : sketched.onError,
    ...workOf(sketched.does, `n${index}`, value),
  };
}

function workOf(does: Sketch['does'], id: string, value: JsonValue): JsonObject {
  const inner = (name: string): JsonObject => ({
    id: `${id}_${name}`,
    type: 'tool',
    tool_name: 'echo',
    tool_args: { value },
  });
  switch (does) {
    case 'echo':
      return { type: 'tool', tool_name: 'echo', tool_args: { value } };
    case 'sleep':
      return { type: 'tool', tool_name: 'sleep', tool_args: { ms: 1 } };
    case 'fail':
      return { type: 'fail', code: 'random', message: 'As planned.' };
    case 'group':
      return { type: 'group', nodes: [inner('a'), { ...inner('b'), dependencies: [`${id}_a`] }] };
    case 'loop':
      return { type: 'loop', items: [1, 2, 3], item_var: `${id}_item`, concurrency: 2, body: { nodes: [inner('a')] } };
    case 'parallel':
      return {
        type: 'parallel',
        join: 'any',
        branches: { left: { nodes: [inner('a')] }, right: { nodes: [inner('b')] } },
      };
  }
}
