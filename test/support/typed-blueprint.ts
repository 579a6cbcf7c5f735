/** Random blueprints whose nodes read each other's fields, sound and unsound alike: what the type checker lets through is then run.
 *  Every choice comes from fast-check, so a counter-example shrinks. */
import type { JsonObject, JsonValue } from '@ice/core';
import fc from 'fast-check';

/** One node before it is written down. */
interface Sketch {
  readonly makes: keyof typeof makers;
  /** The first value that it reads, and a second one. */
  readonly reads: readonly [Read, Read];
  readonly form: number;
  readonly when: 'always' | 'never' | 'flag' | 'read';
  readonly onError: 'fail' | 'continue' | 'fallback' | 'handle';
  readonly join: 'all' | 'any' | 'all_settled' | 'none_failed' | 'all_completed';
}

/** What a node reads: a field of an input or of the node `back` places before it. */
interface Read {
  readonly back: number;
  readonly field: number;
  /** True: with a value for the case that it is null. */
  readonly absorbed: boolean;
}

const read: fc.Arbitrary<Read> = fc.record({ back: fc.nat(3), field: fc.nat(99), absorbed: fc.boolean() });

/** Inputs of every random blueprint; `spare` may be left out. All are closed: what an undeclared field holds is unknown, so that a path
 *  through it is judged at run time only. */
export const typedInputs: JsonObject = {
  flag: { type: 'boolean' },
  count: { type: 'integer', minimum: 0, maximum: 5 },
  word: { type: 'string' },
  rows: {
    type: 'array',
    maxItems: 4,
    items: {
      type: 'object',
      required: ['name', 'price'],
      additionalProperties: false,
      properties: { name: { type: 'string' }, price: { type: 'number' }, note: { type: ['string', 'null'] } },
    },
  },
  spare: {
    type: ['object', 'null'],
    default: null,
    additionalProperties: false,
    properties: { depth: { type: 'number' } },
  },
};

/** Values for these inputs. No text is empty: that an argument is too short is no matter of types. */
export const typedInputValues: fc.Arbitrary<JsonObject> = fc
  .record({
    flag: fc.boolean(),
    count: fc.nat(5),
    word: fc.string({ minLength: 1, maxLength: 4 }),
    rows: fc.array(
      fc.record(
        {
          name: fc.string({ minLength: 1, maxLength: 4 }),
          price: fc.integer({ min: -9, max: 9 }),
          note: fc.option(fc.string({ minLength: 1 })),
        },
        { requiredKeys: ['name', 'price'] },
      ),
      { maxLength: 4 },
    ),
    spare: fc.option(fc.record({ depth: fc.nat(9) }, { requiredKeys: [] })),
  })
  .map((inputs) => inputs as unknown as JsonObject);

/** Paths into an input; some lead nowhere. */
const inputPaths = [
  'flag',
  'count',
  'word',
  'rows',
  'rows[0].name',
  'rows.size()',
  'spare',
  'spare.depth',
  'rows[0].note',
];

type Made = (id: string, first: string, second: string, form: number) => JsonObject;

const echo = (id: string, value: JsonValue): JsonObject => ({
  id,
  type: 'tool',
  tool_name: 'echo',
  tool_args: { value },
});

const forms: readonly ((first: string, second: string) => string)[] = [
  (first) => first,
  (first, second) => `[${first}, ${second}]`,
  (first, second) => `{'a': ${first}, 'b': ${second}}`,
  (first, second) => `${first} + ${second}`,
  (first) => `${first} + 1`,
  (first) => `upper(${first})`,
  (first) => `${first}.size()`,
  (first, second) => `${first} == ${second} ? ${first} : ${second}`,
  (first) => `${first} != null ? ${first} : 'none'`,
  (first) => `${first}.map(item, item.name)`,
  (first) => `${first}.filter(item, item.price > 1)`,
  (first) => `${first}.first()`,
  (first) => `${first} > 2`,
  (first, second) => `${first} && ${second}`,
  (first) => `string(${first})`,
  (first) => `sum(${first})`,
  (first) => `${first}.a`,
  (first) => `has(${first}.a) ? ${first}.a : 0`,
];

const formed = (first: string, second: string, form: number): string => {
  const make = forms[form % forms.length] as (typeof forms)[number];
  return `{{ ${make(first, second)} }}`;
};

/** What a node may be, and the fields of its output that others then try to read. */
const makers = {
  echo: {
    fields: ['value', 'value.a', 'value.b', 'value[0]', 'value.size()', 'wrong'],
    make: (id, first, second, form) => echo(id, formed(first, second, form)),
  },
  text: {
    fields: ['value', 'value.size()'],
    make: (id, first, second) => echo(id, `got {{ ${first} }} and {{ ${second} }}`),
  },
  condition: {
    fields: ['branch', 'output', 'output.value', 'output.value.a'],
    make: (id, first, second, form) => ({
      id,
      type: 'condition',
      expression: `{{ ${form % 2 === 0 ? 'inputs.flag' : `${first} == ${second}`} }}`,
      then: { nodes: [echo(`${id}_yes`, formed(first, second, form))] },
      ...(form % 3 !== 0 && { else: { nodes: [echo(`${id}_no`, { a: 1 })] } }),
    }),
  },
  loop: {
    fields: ['items', 'items.size()', 'items[0]', 'items.map(item, item.value)', 'failures', 'failures.size()'],
    make: (id, first, second, form) => ({
      id,
      type: 'loop',
      items: form % 2 === 0 ? '{{ inputs.rows }}' : `{{ ${first} }}`,
      item_var: `${id}_item`,
      max_items: 50,
      ...(form % 5 === 0 && { tolerate_failures: '100%' }),
      body: { nodes: [echo(`${id}_body`, formed(form % 2 === 0 ? `${id}_item.price` : `${id}_item`, second, form))] },
    }),
  },
  recursive: {
    fields: ['state', 'state.n', 'iterations', 'converged'],
    make: (id, first) => ({
      id,
      type: 'recursive',
      state: { n: 0, seen: `{{ ${first} }}` },
      body: {
        nodes: [echo(`${id}_body`, { n: '{{ state.n + 1 }}', seen: '{{ state.seen }}' })],
        output: `{{ nodes.${id}_body.value }}`,
      },
      until: '{{ state.n >= 3 }}',
      max_iterations: 5,
    }),
  },
  parallel: {
    fields: ['branches.left', 'branches.right.value', 'completed', 'completed.size()'],
    make: (id, first, second, form) => ({
      id,
      type: 'parallel',
      ...(form % 2 === 0 && { join: 'any' }),
      branches: {
        left: { nodes: [echo(`${id}_left`, formed(first, second, form))] },
        right: { nodes: [echo(`${id}_right`, `{{ ${second} }}`)] },
      },
    }),
  },
  group: {
    fields: ['value', 'value.a'],
    make: (id, first, second, form) => ({ id, type: 'group', nodes: [echo(`${id}_in`, formed(first, second, form))] }),
  },
  fail: {
    fields: ['value'],
    make: (id) => ({ id, type: 'fail', code: 'planned', message: 'As planned.' }),
  },
  price: {
    fields: ['price', 'wrong'],
    make: (id, first) => ({ id, type: 'tool', tool_name: 'pricing_strategy', tool_args: { cost: `{{ ${first} }}` } }),
  },
} as const satisfies Readonly<Record<string, { readonly fields: readonly string[]; readonly make: Made }>>;

const kinds = Object.keys(makers) as (keyof typeof makers)[];

const sketch: fc.Arbitrary<Sketch> = fc.record({
  makes: fc.constantFrom(...kinds, 'echo', 'echo', 'echo'),
  reads: fc.tuple(read, read),
  form: fc.nat(999),
  when: fc.constantFrom('always', 'always', 'always', 'never', 'flag', 'read'),
  onError: fc.constantFrom('fail', 'fail', 'fail', 'continue', 'fallback', 'handle'),
  join: fc.constantFrom('all', 'all', 'all', 'any', 'all_settled', 'none_failed', 'all_completed'),
});

/** Blueprints of 1 to `size` nodes over `typedInputs`. */
export function typedBlueprint(size: number): fc.Arbitrary<JsonObject> {
  return fc.array(sketch, { minLength: 1, maxLength: size }).map((sketches) => ({
    schema_version: '1.0',
    name: 'typed',
    inputs: typedInputs,
    nodes: sketches.map((_, index) => nodeOf(sketches, index)),
  }));
}

function nodeOf(sketches: readonly Sketch[], index: number): JsonObject {
  const { makes, reads, form, when, onError, join } = sketches[index] as Sketch;
  const id = `n${index}`;
  const [first, second] = reads.map((wanted) => textOf(wanted, sketches, index)) as [string, string];
  const made = makers[makes].make(id, first, second, form);
  return {
    ...made,
    ...(makes !== 'parallel' && { join }),
    ...(when === 'never' && { when: '{{ inputs.count > 9 }}' }),
    ...(when === 'flag' && { when: '{{ inputs.flag }}' }),
    ...(when === 'read' && { when: `{{ ${first} != null }}` }),
    ...(onError === 'continue' && { on_error: 'continue' }),
    ...(onError === 'fallback' && { on_error: { fallback: { value: null } } }),
    ...(onError === 'handle' && { on_error: { handle: { nodes: [echo(`${id}_handled`, '{{ failure.code }}')] } } }),
  };
}

function textOf({ back, field, absorbed }: Read, sketches: readonly Sketch[], index: number): string {
  const source = back === 0 ? undefined : sketches[index - back];
  const paths = source === undefined ? inputPaths : makers[source.makes].fields;
  const root = source === undefined ? 'inputs' : `nodes.n${index - back}`;
  const path = `${root}.${paths[field % paths.length] ?? ''}`;
  return absorbed ? `default(${path}, ${field % 2 === 0 ? '7' : "'seven'"})` : path;
}
