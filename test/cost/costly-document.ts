/** Random blueprints that ask models in every way there is, for property tests. Every choice comes from fast-check, so a counterexample
 *  shrinks. */
import { blueprintRevision, type JsonObject } from '@ice/core';
import fc from 'fast-check';

/** A document with the blueprints that it runs, each after those that it runs itself, and the inputs of its execution. */
export interface CostlyDocument {
  readonly document: JsonObject;
  readonly others: readonly JsonObject[];
  readonly inputs: JsonObject;
}

const leaves = ['llm', 'llm', 'llm', 'agent', 'swarm', 'echo', 'fail'] as const;
const containers = [
  'condition',
  'cases',
  'loop',
  'rows',
  'recursive',
  'parallel',
  'group',
  'workflow',
  'self',
] as const;
const models = ['openai/gpt-4o-mini', 'anthropic/claude-sonnet-4-0', 'deepseek/deepseek-chat', 'openai/gpt-4o'];

type Kind = (typeof leaves)[number] | (typeof containers)[number];

/** One node before it is written down. `size` means what the kind makes of it: items, passes, turns, attempts. */
export interface Sketch {
  readonly kind: Kind;
  readonly size: number;
  readonly model: number;
  readonly tokens: number;
  readonly limit: number | null;
  readonly prompt: 'written' | 'input' | 'bounded' | 'joined' | 'messages';
  readonly repairs: number;
  readonly fallbacks: number;
  readonly attempts: number;
  readonly hasSchema: boolean;
  readonly waits: boolean;
  readonly when: boolean | null;
  readonly onError: 'fail' | 'continue' | 'fallback' | 'handle';
  readonly join: 'all' | 'any' | 'at_least';
  readonly blocks: readonly (readonly Sketch[])[];
}

function sketches(depth: number): fc.Arbitrary<Sketch> {
  const block = depth > 0 ? fc.array(sketches(depth - 1), { minLength: 1, maxLength: 2 }) : fc.constant<Sketch[]>([]);
  return fc.record({
    kind: fc.constantFrom<Kind[]>(...(depth > 0 ? containers : []), ...leaves),
    size: fc.integer({ min: 1, max: 3 }),
    model: fc.nat(models.length - 1),
    tokens: fc.constantFrom(1, 8, 20, 60),
    limit: fc.constantFrom(null, null, null, 40, 300, 2_000),
    prompt: fc.constantFrom('written', 'input', 'bounded', 'joined', 'messages'),
    repairs: fc.nat(2),
    fallbacks: fc.nat(2),
    attempts: fc.integer({ min: 1, max: 3 }),
    hasSchema: fc.boolean(),
    waits: fc.boolean(),
    when: fc.constantFrom(null, null, true, false),
    onError: fc.constantFrom('fail', 'continue', 'continue', 'continue', 'fallback', 'handle'),
    join: fc.constantFrom('all', 'any', 'at_least'),
    blocks: fc.array(block, { minLength: 2, maxLength: 2 }),
  });
}

const text = fc.oneof(fc.lorem({ maxCount: 30 }), fc.string({ unit: 'grapheme', maxLength: 60 }));

const inputs = fc.record({
  note: text,
  short: fc.string({ unit: 'grapheme-ascii', maxLength: 40 }),
  rows: fc.array(text, { maxLength: 4 }),
});

/** Blueprints whose blocks nest up to `depth` deep. */
export function costlyDocument(depth: number): fc.Arbitrary<CostlyDocument> {
  const nodes = fc.array(sketches(depth), { minLength: 1, maxLength: 3 });
  return fc.record({ nodes, last: fc.option(sketches(0)), given: inputs }).map(({ nodes: sketched, last, given }) => {
    const writer = new Writer();
    const document = {
      ...around(writer.block(sketched)),
      ...(last !== null && { finally: writer.block([last]) }),
    };
    return { document, others: writer.others, inputs: given };
  });
}

function around(block: JsonObject): JsonObject {
  const declared = {
    note: { type: 'string', default: 'A note.' },
    short: { type: 'string', maxLength: 40, default: '' },
    rows: { type: 'array', items: { type: 'string' }, maxItems: 5, default: ['one', 'two'] },
  };
  return { schema_version: '1.0', name: 'costly', inputs: declared, ...block };
}

const schema = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } }, additionalProperties: false };

/** Writes sketches down; ids are counted through. */
class Writer {
  readonly others: JsonObject[] = [];
  private count = 0;

  block(nodes: readonly Sketch[]): JsonObject {
    const written: JsonObject[] = [];
    for (const node of nodes) written.push(this.node(node, written.at(-1)?.['id'] as string | undefined));
    return { nodes: written.length > 0 ? written : [{ id: this.id(), type: 'tool', tool_name: 'echo' }] };
  }

  private id(): string {
    return `n${(this.count += 1)}`;
  }

  private node(sketch: Sketch, before: string | undefined): JsonObject {
    const id = this.id();
    const { kind, attempts, waits, when, onError } = sketch;
    return {
      id,
      ...(waits && before !== undefined && { dependencies: [before] }),
      ...(when !== null && { when: `{{ ${when ? 1 : 3} < 2 }}` }),
      ...(kind !== 'fail' && { retry: { on: '*', max_attempts: attempts, initial_ms: 0 } }),
      on_error: this.onError(onError, sketch),
      ...this.work(sketch, id),
    };
  }

  private onError(way: Sketch['onError'], sketch: Sketch): JsonObject | string {
    if (way === 'fallback') return { fallback: { n: 1 } };
    if (way !== 'handle') return way;
    return { handle: this.block([{ ...sketch, kind: 'llm', onError: 'fail', when: null, blocks: [] }]) };
  }

  private work(sketch: Sketch, id: string): JsonObject {
    const { kind, size, blocks, tokens, hasSchema } = sketch;
    const [first = [], second = []] = blocks;
    switch (kind) {
      case 'llm':
        return { type: 'llm', ...callOf(sketch), ...(hasSchema && { output_schema: schema }) };
      case 'agent':
        return { type: 'agent', ...this.agent(sketch), ...(hasSchema && { output_schema: schema }) };
      case 'swarm':
        return { type: 'swarm', ...swarmOf(sketch) };
      case 'echo':
        return { type: 'tool', tool_name: 'echo', tool_args: { value: tokens } };
      case 'fail':
        return { type: 'fail', code: 'random', message: 'As planned.' };
      case 'condition':
        return { type: 'condition', expression: size > 1, then: this.block(first) };
      case 'cases': {
        const cases = [{ when: '{{ size(inputs.rows) > 2 }}', block: this.block(first) }];
        return { type: 'condition', cases, else: this.block(second) };
      }
      case 'loop':
        return { type: 'loop', items: [1, 2, 3].slice(0, size), item_var: `item_${id}`, body: this.block(first) };
      case 'rows':
        return { type: 'loop', items: '{{ inputs.rows }}', ...rowsOf(id, size), body: this.block(first) };
      case 'recursive':
        return { type: 'recursive', ...passesOf(size), body: { ...this.block(first), output: '{{ state + 1 }}' } };
      case 'parallel':
        return { type: 'parallel', ...this.branches(sketch) };
      case 'group':
        return { type: 'group', ...this.block(first) };
      case 'workflow':
        return { type: 'workflow', blueprint: this.child(first) };
      case 'self':
        // Within a child of its own, which runs itself to some depth.
        return { type: 'workflow', blueprint: this.child([...first], size) };
    }
  }

  private branches({ join, blocks, size }: Sketch): JsonObject {
    const [first = [], second = []] = blocks;
    const branches = { left: this.block(first), right: this.block(second) };
    return { branches, join: join === 'at_least' ? { at_least: 1 + (size % 2) } : join };
  }

  private agent({ model, tokens, size, prompt, blocks }: Sketch): JsonObject {
    const [, second = []] = blocks;
    return {
      model: models[model] as string,
      instructions: 'Do what you can.',
      input: promptOf(prompt),
      tools: ['echo', ...(second.length > 0 ? [this.child(second)] : [])],
      max_iterations: size + 1,
      max_output_tokens: tokens,
      max_tool_calls: size,
      max_tool_output_tokens: 5 * size,
    };
  }

  private child(nodes: readonly Sketch[], depth = 0): string {
    const block = this.block(nodes);
    const again = { id: this.id(), type: 'workflow', blueprint: 'self', max_depth: depth, on_error: 'continue' };
    const all = depth > 0 ? { nodes: [...(block['nodes'] as readonly JsonObject[]), again] } : block;
    const document = around(all);
    this.others.push(document);
    return blueprintRevision(document);
  }
}

function rowsOf(id: string, size: number): JsonObject {
  return { item_var: `item_${id}`, max_items: 4, expected_items: size, tolerate_failures: 2 };
}

function passesOf(size: number): JsonObject {
  return { state: 0, until: `{{ state >= ${size} }}`, max_iterations: size + 1 };
}

function promptOf(prompt: Sketch['prompt']): string {
  if (prompt === 'input') return '{{ inputs.note }}';
  if (prompt === 'bounded') return 'Read this: {{ inputs.short }} — 漢字!';
  if (prompt === 'joined') return 'Lines:\n{{ inputs.rows.map(row, "- " + row).join("\\n") }}';
  return 'Say something that nobody has said before.';
}

function callOf({ model, tokens, limit, prompt, repairs, fallbacks }: Sketch): JsonObject {
  const messages = [
    { role: 'user', content: 'Hello!' },
    { role: 'assistant', content: 'Hello, {{ inputs.short }}!' },
    { role: 'user', content: '{{ inputs.note }}' },
  ];
  const others = [1, 2].slice(0, fallbacks).map((step) => models[(model + step) % models.length] as string);
  return {
    model: models[model] as string,
    ...(prompt === 'messages' ? { messages } : { system: 'You are brief.', prompt: promptOf(prompt) }),
    max_output_tokens: tokens,
    repair_attempts: repairs,
    ...(limit !== null && { max_input_tokens: limit }),
    ...(others.length > 0 && { fallback_models: others }),
  };
}

function swarmOf({ model, size, tokens }: Sketch): JsonObject {
  const agents = ['one', 'other', 'third'].map((role, index) => ({
    role,
    model: models[(model + index) % models.length] as string,
    instructions: 'Answer.',
    max_output_tokens: tokens,
  }));
  const strategy = ['consensus', 'hierarchical', 'marketplace'][size - 1] as string;
  return { agents, strategy, max_rounds: size, ...(strategy === 'consensus' && { threshold: 1 }) };
}
