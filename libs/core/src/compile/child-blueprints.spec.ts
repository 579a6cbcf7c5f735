/** Nodes that run other blueprints: what is checked of them, what they give, and what is pinned. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { describeType, type Type } from '../type/index.js';
import { interfaceOf, outlineOf, type BlueprintInterface } from './blueprint-interface.js';
import { capabilitiesOf } from './capabilities.js';
import { compileBlueprint } from './compile-blueprint.js';
import type { CompileEnvironment } from './compile-environment.js';
import type { CompiledBlueprint } from './compiled-blueprint.js';
import { inspectBlueprint } from './inspect-blueprint.js';
import { blueprintOf, echo, patch } from './testing/sample-blueprint.js';
import { sampleEnvironment } from './testing/sample-environment.js';

const id = 'bp_01JD2X8Q4N6T9VZK3R5M7P0W1C';
const grandchildId = 'bp_01JD2X8Q4N6T9VZK3R5M7P0W1D';
const missingId = 'bp_01JD2X8Q4N6T9VZK3R5M7P0W1E';

function environmentWith(found: Readonly<Record<string, BlueprintInterface>>): CompileEnvironment {
  return { ...sampleEnvironment(), findBlueprint: (reference) => found[reference] };
}

function compiledIn(document: JsonValue, environment: CompileEnvironment): CompiledBlueprint {
  const result = compileBlueprint(document, environment);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics, null, 2));
  return result.compiled;
}

const run = (more: JsonObject = {}): JsonObject => ({ id: 'ship', type: 'workflow', blueprint: id, ...more });

const pricing = blueprintOf(
  [
    { id: 'price', type: 'tool', tool_name: 'pricing_strategy', tool_args: { cost: '{{ inputs.cost }}' } },
    echo('note', '{{ inputs.note }}', { when: 'inputs.note != ""' }),
    echo('size', '{{ inputs.size }}'),
  ],
  {
    name: 'pricing',
    inputs: {
      cost: { type: 'number', description: 'In USD.' },
      note: { type: 'string', default: '' },
      size: { $ref: '#/$defs/size', $defs: { size: { enum: ['s', 'l'] } }, default: 's' },
    },
    outputs: { price: '{{ nodes.price.price }}', note: '{{ default(nodes.note.value, null) }}' },
  },
);
const child = compiledIn(pricing, sampleEnvironment());
const environment = environmentWith({ [id]: interfaceOf(child), [child.revision]: interfaceOf(child) });

const findings = (document: JsonValue): readonly unknown[] =>
  compileBlueprint(document, environment).diagnostics.map(({ code, pointer, message, hint, fix }) => {
    return [code, pointer, message, ...(hint === undefined ? [] : [hint]), ...(fix === undefined ? [] : [fix.patch])];
  });

describe('a node that runs a blueprint', () => {
  it('is sound with the inputs that it needs', () => {
    expect(findings(blueprintOf([run({ inputs: { cost: 3 } })]))).toEqual([]);
    expect(
      findings(blueprintOf([run({ blueprint: child.revision, inputs: { cost: 3, note: 'x', size: 'l' } })])),
    ).toEqual([]);
  });

  it.each<[string, JsonObject, readonly unknown[]]>([
    [
      'names one that is not there',
      { blueprint: missingId },
      [
        'unknown-blueprint',
        '/nodes/0/blueprint',
        `nodes[0].blueprint: there is no blueprint "${missingId}"`,
        'Store it first: POST /api/v1/blueprints answers with its id. GET /api/v1/blueprints lists all.',
      ],
    ],
    [
      'names a revision that is not there',
      { blueprint: `sha256:${'0'.repeat(64)}` },
      [
        'unknown-blueprint',
        '/nodes/0/blueprint',
        `nodes[0].blueprint: there is no revision "sha256:${'0'.repeat(52)}…"`,
        'Store it first: POST /api/v1/blueprints answers with its id. GET /api/v1/blueprints lists all.',
      ],
    ],
    [
      'gives no inputs',
      {},
      [
        'missing-argument',
        '/nodes/0/inputs/cost',
        'nodes[0].inputs.cost is missing: blueprint "pricing" needs it',
        'In USD.',
      ],
    ],
    [
      'misspells an input',
      { inputs: { cst: 3 } },
      [
        'unknown-property',
        '/nodes/0/inputs/cst',
        'nodes[0].inputs.cst: there is no property "cst" here',
        'Did you mean "cost"?',
        patch.rename('/nodes/0/inputs/cst', '/nodes/0/inputs/cost', 3),
      ],
    ],
    [
      'gives an input that there is not',
      { inputs: { cost: 3, currency: 'EUR' } },
      [
        'unknown-property',
        '/nodes/0/inputs/currency',
        'nodes[0].inputs.currency: there is no property "currency" here',
        'Not set yet: "note" and "size".',
        patch.remove('/nodes/0/inputs/currency'),
      ],
    ],
    [
      'gives a value of another type',
      { inputs: { cost: 'three' } },
      ['validation-failed', '/nodes/0/inputs/cost', 'nodes[0].inputs.cost: expected number, got string'],
    ],
    [
      'gives a value that an input with references of its own does not take',
      { inputs: { cost: 3, size: 'm' } },
      ['validation-failed', '/nodes/0/inputs/size', expect.stringMatching(/^nodes\[0\]\.inputs\.size: /)],
    ],
  ])('is told when it %s', (_name, more, expected) => {
    expect(findings(blueprintOf([run(more)]))).toEqual([expected]);
  });

  it('is judged by the types of what its expressions give', () => {
    const inputs = { cost: '{{ inputs.n }}', note: '{{ nodes.list.value }}' };
    const document = blueprintOf([run({ inputs }), echo('list', ['a'])], {
      inputs: { n: { type: ['number', 'null'] } },
    });
    expect(findings(document)).toEqual([
      [
        'possibly-null',
        '/nodes/0/inputs/cost',
        'nodes[0].inputs.cost: inputs.n may be null, ship.inputs.cost needs number',
        'Write default(inputs.n, 0), or test inputs.n != null first.',
        patch.replace('/nodes/0/inputs/cost', '{{ default(inputs.n, 0) }}'),
      ],
      [
        'type-mismatch',
        '/nodes/0/inputs/note',
        'nodes[0].inputs.note: nodes.list.value is ["a"], ship.inputs.note needs string',
      ],
    ]);
  });

  it('is judged by its own input_schema too', () => {
    const node = run({ inputs: { cost: '{{ nodes.b.value }}' }, input_schema: { cost: 'string' } });
    expect(findings(blueprintOf([node, echo('b', 3)]))).toEqual([
      [
        'type-mismatch',
        '/nodes/0/inputs/cost',
        'nodes[0].inputs.cost: nodes.b.value is 3, ship.input_schema.cost needs string',
        'string(nodes.b.value) makes a text of it.',
        patch.replace('/nodes/0/inputs/cost', '{{ string(nodes.b.value) }}'),
      ],
    ]);
  });

  it('may not run what cannot be run', () => {
    const faulty = (code: 'blueprint-unsound' | 'too-many-blueprints') => ({
      ...interfaceOf(child),
      fault: { code, message: 'does not compile: nodes is missing' },
    });
    const found = environmentWith({ [id]: faulty('blueprint-unsound'), [grandchildId]: faulty('too-many-blueprints') });
    const document = blueprintOf([run(), run({ id: 'again', blueprint: grandchildId })]);
    expect(compileBlueprint(document, found).diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['blueprint-unsound', 'nodes[0].blueprint: blueprint "pricing" does not compile: nodes is missing'],
      ['too-many-blueprints', 'nodes[1].blueprint: blueprint "pricing" does not compile: nodes is missing'],
    ]);
  });
});

describe('a node that runs its own blueprint', () => {
  const inputs = { depth: { type: 'integer' }, note: { type: 'string' } };

  it('gives the inputs of this one', () => {
    const node = run({ blueprint: 'self', inputs: { depth: '{{ inputs.depth - 1 }}', note: '{{ inputs.note }}' } });
    expect(findings(blueprintOf([node], { inputs }))).toEqual([]);
  });

  it('is told of what is missing, unknown and of another type', () => {
    const node = run({ blueprint: 'self', inputs: { depth: '{{ inputs.note }}', extra: 1 } });
    expect(findings(blueprintOf([node, echo('b', '{{ inputs.depth }}')], { inputs }))).toEqual([
      [
        'type-mismatch',
        '/nodes/0/inputs/depth',
        'nodes[0].inputs.depth: inputs.note is string, ship.inputs.depth needs integer',
        'number(inputs.note) reads it as a number.',
      ],
      [
        'unknown-property',
        '/nodes/0/inputs/extra',
        'nodes[0].inputs.extra: there is no property "extra" here',
        'Not set yet: "note".',
        patch.remove('/nodes/0/inputs/extra'),
      ],
      ['missing-argument', '/nodes/0/inputs/note', 'nodes[0].inputs.note is missing: this blueprint needs it'],
    ]);
  });

  it('is not judged by inputs that have findings of their own', () => {
    const node = run({ blueprint: 'self', inputs: { depth: 'x' } });
    const document = blueprintOf([node, echo('b', '{{ inputs.depth }}')], { inputs: { depth: { type: 'nope' } } });
    expect(findings(document).map((finding) => (finding as readonly unknown[])[1])).toEqual(['/inputs/depth/type']);
    expect(findings(blueprintOf([node], { inputs: 5 }))).toHaveLength(1);
  });
});

describe('what a blueprint gives to the one that runs it', () => {
  const typeOf = (document: JsonValue, node: string, found = environment): string => {
    const { analysis, types } = inspectBlueprint(document, found);
    return describeType(types?.outputOf(analysis?.draft.nodeById.get(node) as never) as Type);
  };

  it('is its outputs by name, null where they may be', () => {
    expect(typeOf(blueprintOf([run({ inputs: { cost: 1 } })]), 'ship')).toBe('{price: number, note: string | null}');
  });

  it('is that of its sinks by id where it declares none', () => {
    const sinks = compiledIn(blueprintOf([echo('a', 1), echo('b', 'x', { when: 'execution.id == ""' })]), environment);
    const found = environmentWith({ [id]: interfaceOf(sinks) });
    expect(typeOf(blueprintOf([run()]), 'ship', found)).toBe('{a: {value: 1}, b: {value: "x"} | null}');
    const only = environmentWith({ [id]: interfaceOf(compiledIn(blueprintOf([echo('a', 1)]), environment)) });
    expect(typeOf(blueprintOf([run()]), 'ship', only)).toBe('{a: {value: 1}}');
  });

  it('is unknown of itself, and where there is no such blueprint', () => {
    expect(typeOf(blueprintOf([run({ blueprint: 'self' })]), 'ship')).toBe('unknown');
    expect(typeOf(blueprintOf([run({ blueprint: missingId })]), 'ship')).toBe('unknown');
  });

  it('is checked where it is read', () => {
    const nodes = [run({ inputs: { cost: 1 } }), echo('b', '{{ nodes.ship.prise }} {{ nodes.ship.note }}')];
    expect(findings(blueprintOf(nodes)).map((finding) => (finding as readonly unknown[]).slice(0, 3))).toEqual([
      ['unknown-field', '/nodes/1/tool_args/value', expect.stringContaining('prise')],
      ['possibly-null', '/nodes/1/tool_args/value', expect.stringContaining('nodes.ship.note')],
    ]);
  });
});

describe('what is compiled of a node that runs a blueprint', () => {
  it('is the revision, the depth and the inputs', () => {
    const document = blueprintOf([
      run({ inputs: { cost: '{{ 1 + 1 }}' }, max_depth: 3 }),
      run({ id: 'b', blueprint: 'self' }),
    ]);
    const [first, second] = compiledIn(document, environment).root.nodes;
    expect([first?.child, second?.child]).toEqual([
      { revision: child.revision, maxDepth: 3 },
      { revision: 'self', maxDepth: 8 },
    ]);
    expect(Object.keys(first?.fields ?? {})).toEqual(['inputs']);
    expect(compiledIn(blueprintOf([echo('a')]), environment).root.nodes[0]?.child).toBeNull();
  });

  it('pins ids, those of its children too, and no revisions', () => {
    const middle = compiledIn(blueprintOf([run({ inputs: { cost: 1 } })]), environment);
    expect([middle.pins, Object.keys(middle.children)]).toEqual([{ [id]: child.revision }, [id]]);

    const found = environmentWith({ [grandchildId]: interfaceOf(middle), [child.revision]: interfaceOf(child) });
    const nodes = [
      run({ id: 'a', blueprint: grandchildId }),
      run({ id: 'b', blueprint: child.revision, inputs: { cost: 1 } }),
    ];
    const { pins, children } = compiledIn(blueprintOf(nodes), found);
    expect(pins).toEqual({ [id]: child.revision, [grandchildId]: middle.revision });
    expect(Object.keys(children)).toEqual([grandchildId, child.revision]);
    expect(compiledIn(pricing, environment).pins).toEqual({});
  });

  it('may do what all of them together may do', () => {
    const pay = { id: 'pay', type: 'tool', tool_name: 'charge_card', tool_args: { cents: 1 } };
    const payer = compiledIn(blueprintOf([pay, run({ blueprint: 'self' })]), environment);
    const found = environmentWith({ [id]: interfaceOf(payer) });
    const parent = compiledIn(blueprintOf([run(), echo('a')]), found);
    const none = { models: [], hosts: [], code: false, human: false, secrets: [] };
    expect(capabilitiesOf(parent, found, [payer])).toEqual({
      ...none,
      tools: ['charge_card', 'echo'],
      toolkits: ['sample'],
      effects: ['at_most_once', 'pure'],
      side_effects: true,
      child_blueprints: [id],
    });
    const harmless = compiledIn(blueprintOf([run({ inputs: { cost: 1 } })]), environment);
    expect(capabilitiesOf(harmless, environment, [child]).side_effects).toBe(false);
    expect(capabilitiesOf(harmless, environment).side_effects).toBe(true);
  });
});

describe('the outline of a document', () => {
  const facts = { revision: 'sha256:0', pins: { [id]: 'sha256:1' } };

  it('has the inputs of a document that nobody has compiled', () => {
    const inputs = { a: { type: 'string' }, b: { n: 'number' }, c: { type: 'nope' }, d: false };
    const { output, ...outline } = outlineOf(blueprintOf([], { inputs }), facts);
    const short = {
      type: 'object',
      properties: { n: { type: 'number' } },
      required: ['n'],
      additionalProperties: false,
    };
    expect(outline).toEqual({
      ...facts,
      name: 'sample',
      inputs: { a: { type: 'string' }, b: short, c: true, d: false },
      compiled: null,
      fault: null,
    });
    expect(output.kind).toBe('unknown');
  });

  it.each<[JsonValue]>([[null], [[]], [{ name: 5, inputs: [] }]])('has none of %j', (document) => {
    expect(outlineOf(document, facts)).toMatchObject({ name: 'sha256:0', inputs: {} });
  });
});
