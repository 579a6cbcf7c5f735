/** Why executions differ, told from events alone: each reason on the smallest pair of journals that has it. */
import { describe, expect, it } from '@jest/globals';
import type { EventData, EventType, ExecutionEvent } from '../event/execution-event.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { ExecutionCollector, type ComparedExecution } from './compared-execution.js';
import { compareExecutions } from './compare-executions.js';

/** One event without what the journal adds. */
type Entry = readonly [type: EventType, path: string | undefined, data: object];

const done = (path: string, output: JsonValue, input: JsonValue = {}, kind = 'tool'): readonly Entry[] => [
  ['node.started', path, { kind, input }],
  ['node.completed', path, { output, duration_ms: 1 }],
];
const failed = (path: string, code: string, input: JsonValue = {}): readonly Entry[] => [
  ['node.started', path, { kind: 'tool', input }],
  ['node.failed', path, { failure: { code, message: code, retryable: false }, duration_ms: 1 }],
];
const begun = (path: string, kind: string, input?: JsonValue): Entry => [
  'node.started',
  path,
  { kind, ...(input !== undefined && { input }) },
];
const ended = (path: string, output: JsonValue): Entry => ['node.completed', path, { output, duration_ms: 1 }];
const completion = (outputs: JsonObject = {}): Entry => ['execution.completed', undefined, { outputs, duration_ms: 1 }];

interface Facts {
  readonly id?: string;
  readonly inputs?: JsonObject;
  readonly document?: JsonObject;
  readonly revision?: string;
}

function execution(entries: readonly Entry[], facts: Facts = {}): ComparedExecution {
  const { id = 'ex_1', inputs = {}, document = {}, revision = 'sha256:1' } = facts;
  const collector = new ExecutionCollector(id);
  const queued: Entry = ['execution.queued', undefined, { name: 'n', revision, inputs }];
  for (const [index, [type, path, data]] of [
    queued,
    ['execution.started', undefined, {}] as Entry,
    ...entries,
  ].entries()) {
    const place = path === undefined ? {} : { path, node_id: path.slice(path.lastIndexOf('.') + 1), attempt: 1 };
    const at = new Date(index * 10).toISOString();
    const event = { sequence: index + 1, type, at, execution_id: id, ...place, data: data as EventData[EventType] };
    collector.add(event as ExecutionEvent);
  }
  return collector.finish(document);
}

const tool = (id: string, args: JsonObject = {}): JsonObject => ({
  id,
  type: 'tool',
  tool_name: 'echo',
  tool_args: args,
});
const blueprint = (...nodes: readonly JsonObject[]): JsonObject => ({ schema_version: '1.0', name: 'n', nodes });
const loop: JsonObject = {
  id: 'each',
  type: 'loop',
  items: '{{ nodes.list.value }}',
  item_var: 'item',
  body: { nodes: [tool('say', { value: '{{ item }}' })] },
};

/** Path, code and the node run behind it, of all that differ. */
function told(left: ComparedExecution, right: ComparedExecution): readonly (readonly (string | undefined)[])[] {
  return compareExecutions(left, right).nodes.map(({ path, reason }) => [path, reason?.code, reason?.because]);
}

describe('two executions', () => {
  it('are the same when they came to the same, however long it took and whatever order keys stand in', () => {
    const left = execution([...done('a', { x: 1, y: 2 }), completion({ a: 1 })]);
    const right = execution([
      ['log', undefined, { level: 'info', message: '' }],
      ...done('a', { y: 2, x: 1 }),
      completion({ a: 1 }),
    ]);
    expect(compareExecutions(left, right)).toEqual({
      same: true,
      cause: null,
      left: { execution_id: 'ex_1', status: 'completed', duration_ms: 30, cost_usd: '0' },
      right: { execution_id: 'ex_1', status: 'completed', duration_ms: 40, cost_usd: '0' },
      inputs: [],
      outputs: [],
      revision: { same: true, left: 'sha256:1', right: 'sha256:1', nodes: [], document: [] },
      nodes: [],
      counts: { same: 1, different: 0 },
      truncated: false,
    });
  });

  it('show of each node run its status, time, money and outputs', () => {
    const usage = { input_tokens: 1, output_tokens: 1, cost_usd: '0.5' };
    const left = execution([
      begun('a', 'llm', { prompt: 'p' }),
      ['node.completed', 'a', { output: { t: ['x', 'y'] }, duration_ms: 1, usage }],
    ]);
    const right = execution(done('a', { t: ['x', 'z'] }, { prompt: 'p' }, 'llm'));
    expect(compareExecutions(left, right).nodes).toEqual([
      {
        path: 'a',
        node_id: 'a',
        left: { status: 'completed', attempts: 1, duration_ms: 10, cost_usd: '0.5' },
        right: { status: 'completed', attempts: 1, duration_ms: 10, cost_usd: '0' },
        output: 'differs',
        pointers: ['/t/1'],
        reason: { code: 'not-deterministic', message: expect.stringContaining('The node a is not deterministic') },
      },
    ]);
  });

  it('differ by a failure on the same input', () => {
    const { nodes, cause } = compareExecutions(execution(done('a', 1)), execution(failed('a', 'boom')));
    expect(cause).toEqual({ code: 'failed', message: 'On the right it failed with boom.', path: 'a' });
    expect(nodes[0]).toMatchObject({ output: 'left_only', right: { status: 'failed', failure: 'boom' } });
  });

  it('fail in the same way, or in different ways', () => {
    expect(told(execution(failed('a', 'boom')), execution(failed('a', 'boom')))).toEqual([]);
    expect(told(execution(failed('a', 'boom')), execution(failed('a', 'bang')))).toEqual([
      ['a', 'not-deterministic', undefined],
    ]);
  });

  it('differ by what stands behind: along edges, and into blocks and out of them', () => {
    const document = blueprint(
      tool('list', { value: '{{ inputs.x }}' }),
      loop,
      tool('last', { value: '{{ nodes.each }}' }),
    );
    const run = (x: number): ComparedExecution => {
      const entries = [
        ...done('list', { value: [0, x] }, { value: x }),
        begun('each', 'loop', { item_count: 2 }),
        ...done('each[0].say', 0, { value: 0 }),
        ...done('each[1].say', x, { value: x }),
        ended('each', [0, x]),
        ...done('last', x, { value: [0, x] }),
        completion({ x }),
      ];
      return execution(entries, { inputs: { x }, document });
    };
    expect(told(run(1), run(2))).toEqual([
      ['list', 'inputs-differ', undefined],
      ['each[1].say', 'predecessor-differs', 'list'],
      ['each', 'inner-differs', 'each[1].say'],
      ['last', 'predecessor-differs', 'each'],
    ]);
    expect(compareExecutions(run(1), run(2)).cause).toMatchObject({
      code: 'inputs-differ',
      pointers: ['/x'],
      path: 'list',
    });
  });

  it('differ in passes that only one of them has', () => {
    const run = (passes: number): ComparedExecution => {
      const inner = Array.from({ length: passes }, (_, index) => done(`each[${index}].say`, 1)).flat();
      const each = [begun('each', 'loop', { item_count: passes }), ...inner, ended('each', passes)];
      const list = Array.from({ length: passes }, () => 1);
      return execution([...each, completion()], { inputs: { list }, document: blueprint(loop) });
    };
    const { cause, nodes } = compareExecutions(run(1), run(2));
    expect(nodes.map(({ path, left, reason }) => [path, left === null, reason?.code, reason?.because])).toEqual([
      ['each', false, 'inner-differs', 'each[1].say'],
      ['each[1].say', true, 'inputs-differ', undefined],
    ]);
    expect(cause).toMatchObject({ code: 'inputs-differ', pointers: ['/list/1'], path: 'each[1].say' });
  });

  it('hand a difference from pass to pass of a recursion', () => {
    const run = (value: number): ComparedExecution =>
      execution([
        begun('deep', 'recursive', 0),
        ...done('deep[0].step', value, { state: 0 }),
        ...done('deep[1].step', value + 1, { state: value }),
        ended('deep', value),
      ]);
    expect(told(run(1), run(2))).toEqual([
      ['deep[0].step', 'not-deterministic', undefined],
      ['deep[1].step', 'predecessor-differs', 'deep[0].step'],
      ['deep', 'inner-differs', 'deep[0].step'],
    ]);
  });

  it('hand a difference from round to round of a swarm, whoever said it', () => {
    const run = (value: number): ComparedExecution =>
      execution([
        begun('ask', 'swarm'),
        ...done('ask[0].a', value, { prompt: 1 }),
        ...done('ask[0].b', 0, { prompt: 1 }),
        ...done('ask[1].a', 0, { prompt: value }),
        ...done('ask[1].b', value, { prompt: value }),
        ended('ask', value),
      ]);
    expect(told(run(1), run(2))).toEqual([
      ['ask[0].a', 'not-deterministic', undefined],
      ['ask[1].b', 'predecessor-differs', 'ask[0].a'],
      ['ask', 'inner-differs', 'ask[0].a'],
    ]);
  });

  it('differ where the blueprints do, and not by words that change nothing', () => {
    const one = { document: blueprint(tool('a'), tool('b')), revision: 'sha256:1' };
    const changed = { document: blueprint({ ...tool('a'), title: 'A' }, tool('b', { x: 1 })), revision: 'sha256:2' };
    const { revision, nodes, cause } = compareExecutions(
      execution([...done('a', 1), ...done('b', 1)], one),
      execution([...done('a', 2), ...done('b', 2)], changed),
    );
    expect(nodes.map(({ reason }) => reason?.code)).toEqual(['not-deterministic', 'definition-differs']);
    expect(cause?.path).toBe('a');
    expect(revision).toEqual({
      same: false,
      left: 'sha256:1',
      right: 'sha256:2',
      nodes: [
        { id: 'a', change: 'changed' },
        { id: 'b', change: 'changed' },
      ],
      document: [],
    });
  });

  it('differ inside a container that the blueprints define differently', () => {
    const other = { ...loop, items: [2] };
    const entries = (item: number) => [
      begun('each', 'loop', { item_count: 1 }),
      ...done('each[0].say', item, { value: item }),
    ];
    const left = execution(entries(1), { document: blueprint(loop) });
    const right = execution(entries(2), { document: blueprint(other), revision: 'sha256:2' });
    expect(told(left, right)).toEqual([['each[0].say', 'definition-differs', 'each']]);
  });

  it('differ by an answer from outside, or by their children', () => {
    expect(told(execution(done('ask', 'yes', {}, 'human')), execution(done('ask', 'no', {}, 'human')))).toEqual([
      ['ask', 'answer-differs', undefined],
    ]);
    const parent = (child: string, output: number): ComparedExecution => {
      const signal = { signal_id: 's', kind: 'child', path: 'call', child_execution_id: child };
      return execution([begun('call', 'workflow', {}), ['node.waiting', 'call', { signal }], ended('call', output)]);
    };
    expect(compareExecutions(parent('ex_a', 1), parent('ex_b', 2)).nodes[0]?.reason).toMatchObject({
      code: 'child-differs',
      children: ['ex_a', 'ex_b'],
    });
  });

  it('differ where one was cancelled, or has not got that far', () => {
    const full = execution([...done('a', 1), ...done('b', 1), completion()]);
    const cancel: Entry = ['execution.cancelled', undefined, { reason: 'requested', duration_ms: 1 }];
    const cut = execution([
      ...done('a', 1),
      begun('b', 'tool', {}),
      ['node.cancelled', 'b', { reason: 'requested' }],
      cancel,
    ]);
    expect(told(full, cut)).toEqual([['b', 'not-reached', undefined]]);
    const running = compareExecutions(full, execution(done('a', 1)));
    expect(running.cause).toEqual({
      code: 'not-reached',
      message: 'The right execution is running and has not got to the end of it.',
      path: 'b',
    });
    expect(running.nodes[0]).toMatchObject({ right: null, output: 'left_only' });
  });

  it('differ by what read the execution itself, or was too large to be recorded', () => {
    const own = compareExecutions(execution(done('a', 1, { id: 'x' })), execution(done('a', 2, { id: 'y' })));
    expect(own.nodes[0]?.reason).toMatchObject({ code: 'unknown', pointers: ['/id'] });
    const large = (output: number): ComparedExecution => execution([begun('a', 'tool'), ended('a', output)]);
    expect(told(large(1), large(2))).toEqual([['a', 'unknown', undefined]]);
  });

  it('are compared by hashes where values are large', () => {
    const run = (hash: string, input: string): ComparedExecution => {
      const reference = (text: string) => ({ hash: text, bytes: 9_000, preview: '' });
      const start: Entry = ['node.started', 'a', { kind: 'tool', input_ref: reference(input) }];
      return execution([start, ['node.completed', 'a', { output_ref: reference(hash), duration_ms: 1 }]]);
    };
    expect(compareExecutions(run('h', 'i'), run('h', 'j')).same).toBe(true);
    expect(compareExecutions(run('h', 'i'), run('k', 'i')).nodes[0]).toMatchObject({
      output: 'differs',
      pointers: [],
      reason: { code: 'not-deterministic' },
    });
  });

  it('have no difference in what was reused as a whole', () => {
    const ran = execution([
      begun('each', 'loop', { item_count: 1 }),
      ...done('each[0].say', 1),
      ended('each', [1]),
      completion(),
    ]);
    const reuse: Entry = ['node.reused', 'each', { output: [1], execution_id: 'ex_1' }];
    expect(compareExecutions(ran, execution([reuse, completion()]))).toMatchObject({ same: true, counts: { same: 1 } });
  });

  it('may differ as a whole only', () => {
    const end = (code: string): Entry => {
      const failure = { code, message: '', retryable: false };
      return ['execution.failed', undefined, { failure, duration_ms: 1 }];
    };
    const one = execution([...done('a', 1), completion({ a: 1 })]);
    expect(compareExecutions(one, execution([...done('a', 1), end('output-failed')])).cause).toEqual({
      code: 'failed',
      message: 'The right execution failed with output-failed.',
      path: null,
    });
    const outputs = { document: { outputs: { a: '{{ 2 }}' } }, revision: 'sha256:2' };
    expect(compareExecutions(one, execution([...done('a', 1), completion({ a: 2 })], outputs)).cause).toMatchObject({
      code: 'definition-differs',
      path: null,
    });
    const inputs = { inputs: { x: 1 } };
    expect(compareExecutions(one, execution([...done('a', 1), completion({ a: 2 })], inputs)).cause).toMatchObject({
      code: 'inputs-differ',
      pointers: ['/x'],
    });
  });

  it('are told up to 1,000 node runs of each sort, and counted beyond', () => {
    const run = (value: number): ComparedExecution =>
      execution(Array.from({ length: 2_400 }, (_, index) => done(`n${index}`, index % 2 ? 0 : value)).flat());
    const comparison = compareExecutions(run(1), run(2), { includeEqual: true });
    expect([comparison.nodes.length, comparison.counts, comparison.truncated]).toEqual([
      2_000,
      { same: 1_200, different: 1_200 },
      true,
    ]);
    expect(comparison.nodes.filter(({ reason }) => reason !== null)).toHaveLength(1_000);
  });
});
