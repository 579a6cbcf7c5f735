/** Random blueprints in which all kinds of nodes nest in each other, for property tests. Every choice comes from fast-check, so a
 *  counter-example shrinks. */
import { blueprintRevision, type JsonObject } from '@ice/core';
import fc from 'fast-check';

/** A document with the blueprints that it refers to, each after those that it refers to itself. */
export interface NestedDocument {
  readonly document: JsonObject;
  readonly others: readonly JsonObject[];
}

const leaves = [
  'echo',
  'sleep',
  'fail',
  'shaky',
  'charge',
  'human',
  'timer',
  'signal',
  'code',
  'llm',
  'swarm',
] as const;
const containers = ['condition', 'loop', 'recursive', 'parallel', 'group', 'workflow'] as const;

/** Is never attempted again. */
const waiting: ReadonlySet<Kind> = new Set<Kind>(['human', 'timer', 'signal']);

type Kind = (typeof leaves)[number] | (typeof containers)[number];

/** One node before it is written down. `size` means what the kind makes of it: items, passes, seconds, attempts. */
interface Sketch {
  readonly kind: Kind;
  readonly size: number;
  readonly waits: boolean;
  readonly when: boolean;
  readonly retries: boolean;
  readonly timeoutS: number | null;
  readonly onError: 'fail' | 'continue' | 'fallback' | 'handle';
  readonly join: 'all' | 'any' | 'at_least';
  readonly blocks: readonly (readonly Sketch[])[];
}

const rarely = fc.nat(9).map((roll) => roll === 0);

function sketches(depth: number): fc.Arbitrary<Sketch> {
  const block = depth > 0 ? fc.array(sketches(depth - 1), { minLength: 1, maxLength: 2 }) : fc.constant<Sketch[]>([]);
  return fc.record({
    kind: fc.constantFrom<Kind[]>(...(depth > 0 ? [...containers, ...containers] : []), ...leaves),
    size: fc.integer({ min: 1, max: 3 }),
    waits: fc.boolean(),
    when: rarely.map((isOff) => !isOff),
    retries: fc.boolean(),
    timeoutS: fc.constantFrom(null, null, null, null, null, 1, 20, 7_200),
    onError: fc.constantFrom('fail', 'continue', 'continue', 'continue', 'fallback', 'handle'),
    join: fc.constantFrom('all', 'any', 'at_least'),
    blocks: fc.array(block, { minLength: 2, maxLength: 2 }),
  });
}

/** Blueprints whose blocks nest up to `depth` deep. */
export function nestedDocument(depth: number): fc.Arbitrary<NestedDocument> {
  const shape = fc.record({
    nodes: fc.array(sketches(depth), { minLength: 2, maxLength: 4 }),
    width: fc.integer({ min: 1, max: 5 }),
    cleansUp: fc.boolean(),
    monitor: fc.constantFrom(null, null, 'alert', 'pause', 'cancel'),
  });
  return shape.map(({ nodes, width, cleansUp, monitor }) => {
    const writer = new Writer();
    const when = '{{ execution.failures >= 1 }}';
    const document = {
      ...around(writer.block(nodes)),
      max_concurrency: width,
      ...(cleansUp && {
        finally: { nodes: [{ id: 'bye', type: 'tool', tool_name: 'echo', tool_args: { value: 1 } }] },
      }),
      ...(monitor !== null && { monitors: [{ when, action: monitor, message: 'It failed.' }] }),
    };
    return { document, others: writer.others };
  });
}

function around(block: JsonObject): JsonObject {
  return { schema_version: '1.0', name: 'nested', ...block };
}

/** Writes sketches down; ids are counted through. */
class Writer {
  readonly others: JsonObject[] = [];
  private count = 0;

  block(nodes: readonly Sketch[]): JsonObject {
    const written: JsonObject[] = [];
    for (const node of nodes) written.push(this.node(node, written.at(-1)?.['id'] as string | undefined));
    return { nodes: written.length > 0 ? written : [this.node(plain, undefined)] };
  }

  private node(sketch: Sketch, before: string | undefined): JsonObject {
    const id = `n${(this.count += 1)}`;
    const { kind, size, waits, when, retries, timeoutS, onError } = sketch;
    const mayRetry = (retries || kind === 'shaky') && !waiting.has(kind);
    return {
      id,
      ...(waits && before !== undefined && { dependencies: [before] }),
      ...(!when && { when: '{{ 1 > 2 }}' }),
      ...(mayRetry && { retry: { on: '*', max_attempts: size, initial_ms: 100 } }),
      ...(timeoutS !== null && kind !== 'code' && kind !== 'timer' && { timeout_s: timeoutS }),
      on_error: this.onError(onError),
      ...this.work(sketch, id),
    };
  }

  private onError(way: Sketch['onError']): JsonObject | string {
    if (way === 'fallback') return { fallback: null };
    return way === 'handle' ? { handle: this.block([{ ...plain, kind: 'shaky', size: 2 }]) } : way;
  }

  private work(sketch: Sketch, id: string): JsonObject {
    const { kind, size, blocks } = sketch;
    const [first = [], second = []] = blocks;
    const tool = (tool_name: string, tool_args: JsonObject): JsonObject => ({ type: 'tool', tool_name, tool_args });
    switch (kind) {
      case 'echo':
        return tool('echo', { value: size });
      case 'sleep':
        return tool('sleep', { ms: size * 700 });
      case 'fail':
        return { type: 'fail', code: 'random', message: 'As planned.' };
      case 'shaky':
        return tool('shaky', { from: 2 });
      case 'charge':
        return tool('charge', { cents: size });
      case 'human':
        return { type: 'human', prompt: 'Well?', approval: 'approve_reject' };
      case 'timer':
        return { type: 'wait', for_s: size * 3 };
      case 'signal':
        return { type: 'wait', signal: 'sent' };
      case 'code':
        return { type: 'code', language: 'javascript', source: 'return inputs;', inputs: { size } };
      case 'llm':
        return { type: 'llm', model: 'gpt-4o-mini', prompt: 'fine', max_output_tokens: 20 };
      case 'swarm':
        return { type: 'swarm', ...swarmOf(size) };
      case 'workflow':
        return { type: 'workflow', blueprint: this.child(first) };
      case 'group':
        return { type: 'group', ...this.block(first) };
      case 'condition':
        return { type: 'condition', expression: size > 1, then: this.block(first), else: this.block(second) };
      case 'parallel':
        return { type: 'parallel', ...this.branches(sketch) };
      case 'loop':
        return { type: 'loop', ...loopOver(size, id), body: this.block(first) };
      case 'recursive':
        return { type: 'recursive', ...repeated(size), body: { ...this.block(first), output: '{{ state + 1 }}' } };
    }
  }

  private branches({ join, blocks, size }: Sketch): JsonObject {
    const [first = [], second = []] = blocks;
    const branches = { left: this.block(first), right: this.block(second) };
    return { branches, join: join === 'at_least' ? { at_least: 1 + (size % 2) } : join };
  }

  private child(nodes: readonly Sketch[]): string {
    const document = around(this.block(nodes));
    this.others.push(document);
    return blueprintRevision(document);
  }
}

function loopOver(size: number, id: string): JsonObject {
  const items = Array.from({ length: size }, (_, index) => index);
  return { items, item_var: `item_${id}`, concurrency: 1 + (size % 2), tolerate_failures: size - 1 };
}

/** Two who hardly ever agree; the leader of the second form decides in its last round. */
function swarmOf(size: number): JsonObject {
  const agent = { model: 'gpt-4o-mini', instructions: 'fine', max_output_tokens: 60 };
  const strategy = ['consensus', 'hierarchical', 'marketplace'][size - 1] as string;
  const agents = ['one', 'other'].map((role) => ({ role, ...agent }));
  return { agents, strategy, max_rounds: 2, ...(strategy === 'consensus' && { threshold: 1 }) };
}

function repeated(size: number): JsonObject {
  return { state: 0, until: `{{ state >= ${size} }}`, max_iterations: 5 };
}

const plain: Sketch = {
  kind: 'echo',
  size: 1,
  waits: false,
  when: true,
  retries: false,
  timeoutS: null,
  onError: 'fail',
  join: 'all',
  blocks: [],
};
