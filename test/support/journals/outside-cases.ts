/** Executions to record: those to which something comes from outside. Answers, signals, cancels, children, reruns, other processes. */
import { blueprintRevision } from '@ice/core';
import { answerAt, asking, broken, call, documentWith, echo, shaky, sleep, type JournalCase } from './journal-case.js';

const child = documentWith([sleep('nap', 2_000), echo('say', 'Hello, {{ inputs.who }}.', { dependencies: ['nap'] })], {
  inputs: { who: { type: 'string' } },
  outputs: { text: '{{ nodes.say.value }}' },
});
const parent = documentWith([
  { id: 'run', type: 'workflow', blueprint: blueprintRevision(child), inputs: { who: 'Ada' } },
  echo('told', '{{ nodes.run.text }}'),
]);
const chain = documentWith(
  [
    echo('a', '{{ inputs.x }}'),
    shaky('b', 9, { dependencies: ['a'], retry: { max_attempts: 1 } }),
    echo('c', '{{ nodes.b.attempt }}'),
    echo('d', 1),
  ],
  { inputs: { x: { type: 'integer' } } },
);
const loop = documentWith([
  {
    id: 'each',
    type: 'loop',
    items: [1, 2, 3],
    item_var: 'item',
    body: { nodes: [echo('x', '{{ item }}'), echo('y', '{{ nodes.x.value * 10 }}')] },
  },
  echo('end', '{{ nodes.each.items }}'),
]);
const spared = documentWith([
  echo('kept', 'the same', { cache: { ttl_s: 3_600 } }),
  sleep('pause', 100, { dependencies: ['kept'] }),
]);
const countdown = documentWith(
  [
    {
      id: 'choose',
      type: 'condition',
      expression: '{{ inputs.n > 1 }}',
      then: { nodes: [{ id: 'less', type: 'workflow', blueprint: 'self', inputs: { n: '{{ inputs.n - 1 }}' } }] },
    },
  ],
  { inputs: { n: { type: 'integer' } }, outputs: { depth: '{{ inputs.n }}' } },
);
const watched = (action: string) =>
  documentWith([broken('bad', { on_error: 'continue' }), sleep('next', 500), echo('last', '{{ nodes.next.ms }}')], {
    monitors: [{ when: '{{ execution.failures >= 1 }}', action, message: '{{ execution.failures }} failed' }],
  });

/** All of them. */
export const outsideCases: readonly JournalCase[] = [
  {
    name: 'human-answered',
    note: 'A question is answered after the execution has left memory.',
    blueprint: documentWith([asking('ok'), echo('after', '{{ nodes.ok }}')]),
    moves: [answerAt('ok', 'waiting', { value: 'approve' })],
  },
  {
    name: 'human-expired',
    note: 'Nobody answers: one node takes a value instead, the other one fails.',
    blueprint: documentWith([asking('ok', { on_timeout: { value: 'reject' } }), asking('sure', { timeout_s: 7_200 })]),
  },
  {
    name: 'human-refused',
    note: 'The answer is a failure.',
    blueprint: documentWith([asking('ok'), echo('after', '{{ nodes.ok }}')]),
    moves: [answerAt('ok', 'waiting', { failure: { code: 'refused', message: 'Not today.' } })],
  },
  {
    name: 'human-early',
    note: 'The answer is there before the question.',
    blueprint: documentWith([sleep('nap', 1_000), asking('ok', { dependencies: ['nap'] })]),
    moves: [answerAt('nap', 'running', { value: 'approve' }, 'ok')],
  },
  {
    name: 'human-in-loop',
    note: 'Questions of several items are open at once, and answered out of order.',
    blueprint: documentWith([
      {
        id: 'each',
        type: 'loop',
        items: ['a', 'b'],
        item_var: 'item',
        concurrency: 2,
        body: { nodes: [asking('ok')] },
      },
    ]),
    moves: [
      answerAt('each[1].ok', 'waiting', { value: 'reject' }),
      answerAt('each[0].ok', 'waiting', { value: 'approve' }),
    ],
  },
  {
    name: 'wait-timer',
    note: 'A short wait in memory, then a long one out of it.',
    blueprint: documentWith([
      { id: 'short', type: 'wait', for_s: 3 },
      { id: 'long', type: 'wait', for_s: 3_600, dependencies: ['short'] },
      echo('after', '{{ nodes.long }}'),
    ]),
  },
  {
    name: 'wait-signal',
    note: 'Two signals of one name, one after the other; a kept one goes to the second.',
    blueprint: documentWith([
      { id: 'first', type: 'wait', signal: 'paid', answer_schema: { cents: 'integer' } },
      { id: 'second', type: 'wait', signal: 'paid', dependencies: ['first'] },
    ]),
    moves: [1, 2].map((cents) => ({
      path: cents === 1 ? 'first' : 'second',
      status: 'waiting',
      does: { answer: { value: { cents } }, to: { name: 'paid' } },
    })),
  },
  {
    name: 'child-parent',
    note: 'An execution that waits for its child.',
    others: [child],
    blueprint: parent,
  },
  {
    name: 'child',
    note: 'The child of another execution.',
    others: [child],
    blueprint: parent,
    childOf: 'run',
  },
  {
    name: 'child-self',
    note: 'A blueprint that runs itself, three deep; the uppermost of its executions.',
    blueprint: countdown,
    inputs: { n: 3 },
  },
  {
    name: 'monitor-alert',
    note: 'A monitor tells, and changes nothing.',
    blueprint: watched('alert'),
  },
  {
    name: 'monitor-pause',
    note: 'A monitor holds the execution until somebody lets it go on.',
    blueprint: watched('pause'),
    moves: [answerAt('', 'waiting', { value: 'resume' }, 'monitors[0]')],
  },
  {
    name: 'monitor-cancel',
    note: 'A monitor cancels.',
    blueprint: watched('cancel'),
  },
  {
    name: 'rerun-told',
    note: 'A rerun of a failed execution: one output is told, what had completed is used again.',
    blueprint: chain,
    inputs: { x: 1 },
    earlier: [{ blueprint: chain, inputs: { x: 1 } }],
    rerun: { execution_id: '', reuse: 'upstream', outputs: { b: { attempt: 5 } } },
  },
  {
    name: 'rerun-from-node',
    note: 'A rerun from inside a loop.',
    blueprint: loop,
    earlier: [{ blueprint: loop }],
    rerun: { execution_id: '', reuse: 'upstream', from_node: 'each[1].y' },
  },
  {
    name: 'cached',
    note: 'An output is used again that an earlier execution has made.',
    blueprint: spared,
    earlier: [{ blueprint: spared }],
  },
  {
    name: 'cancelled',
    note: 'A cancel while one node runs, one waits for an answer and one has not begun; a `finally` block follows.',
    blueprint: documentWith([sleep('long', 60_000), asking('ok'), echo('next', 1, { dependencies: ['long'] })], {
      finally: { nodes: [echo('bye', '{{ execution.status }}'), echo('gone', 1, { dependencies: ['bye'] })] },
    }),
    moves: [{ path: 'ok', status: 'waiting', does: { cancel: 'enough' } }],
  },
  {
    name: 'take-over',
    note: 'Its process is lost twice, and it goes on under rising fences.',
    blueprint: documentWith([sleep('a', 1_000), sleep('b', 1_000, { dependencies: ['a'] })]),
    moves: [
      { path: 'a', status: 'running', does: { handover: 'lost' } },
      { path: 'b', status: 'running', does: { handover: 'drained' } },
    ],
  },
  {
    name: 'quarantined',
    note: 'Three processes in a row are lost over it: it is given up.',
    blueprint: documentWith([sleep('a', 1_000)]),
    moves: (['lost', 'lost-alone', 'lost-alone'] as const).map((handover) => ({
      path: 'a',
      status: 'running',
      does: { handover },
    })),
  },
  {
    name: 'outcome-unknown',
    note: 'Its process is lost while something runs that may be done once at most.',
    blueprint: documentWith([
      call('pay', 'charge', { cents: 5 }, { on_error: 'continue' }),
      echo('sees', '{{ default(runs.pay.failure.code, "none") }}', { dependencies: ['pay'] }),
    ]),
    moves: [{ path: 'pay', status: 'running', does: { handover: 'lost' } }],
  },
];
