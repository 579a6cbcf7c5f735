/** Sound blueprints with the shapes of Conductor's own samples and integration tests. Written anew for this compiler: the shape is
 *  theirs, no word of them is. */
import { ask, blueprintOf, echo } from '../sample-blueprint.js';
import {
  choose,
  fail,
  group,
  httpCall,
  integer,
  listOf,
  loop,
  oneOf,
  recordOf,
  repeat,
  sideBySide,
  sleep,
  text,
  textOrNull,
} from './case-notation.js';

/** test-harness/simple_switch_task_integration_test: one of two ways, then on together. */
export const switchThenOn = blueprintOf(
  [
    choose('route', {
      cases: [
        {
          when: "inputs.kind == 'c'",
          block: {
            nodes: [echo('t1', '{{ inputs.p1 }}'), echo('t2', '{{ inputs.p2 }}', { dependencies: ['t1'] })],
          },
        },
      ],
      else: { nodes: [echo('t5', '{{ inputs.p1 }} and {{ inputs.p2 }}')] },
    }),
    echo('t20', { p1: '{{ inputs.p1 }}', taken: '{{ nodes.route.branch }}' }),
  ],
  { inputs: { kind: text, p1: text, p2: text }, outputs: { last: '{{ nodes.t20.value }}' } },
);

/** test-harness/conditional_switch_task_workflow_integration_test: a choice inside a choice, and one more that may choose nothing. */
export const nestedSwitch = blueprintOf(
  [
    choose('outer', {
      cases: [
        {
          when: "inputs.param1 == 'nested'",
          block: {
            nodes: [
              choose('inner', {
                cases: [
                  { when: "inputs.param2 == 'one'", block: { nodes: [echo('t1', '{{ inputs.param1 }}')] } },
                  { when: "inputs.param2 == 'two'", block: { nodes: [echo('t2', '{{ inputs.param2 }}')] } },
                ],
              }),
            ],
          },
        },
        { when: "inputs.param1 == 'three'", block: { nodes: [echo('t3', '{{ inputs.param2 }}')] } },
      ],
      else: { nodes: [echo('t10', '{{ inputs.param2 }}')] },
    }),
    choose('closing', {
      expression: "default(inputs.final_case, 'none') == 'notify'",
      then: { nodes: [echo('notify', 'It went by {{ nodes.outer.branch }}.')] },
    }),
  ],
  {
    inputs: { param1: text, param2: text, final_case: { ...textOrNull, default: null } },
    outputs: {
      notified: "{{ nodes.closing.branch == 'then' }}",
      told: "{{ default(nodes.closing.output.value, '') }}",
    },
  },
);

/** test-harness/switch_and_fork_join_integration_test: a choice on one side of a fork, and a join of both sides. */
export const forkWithSwitch = blueprintOf(
  [
    sideBySide('fork', {
      routed: {
        nodes: [
          choose('route', {
            expression: "inputs.kind == 'c'",
            then: { nodes: [echo('t1', '{{ inputs.p1 }}')] },
            else: { nodes: [echo('t5', '{{ inputs.p2 }}')] },
          }),
          httpCall('t20', { url: 'https://api.example/t20?by={{ nodes.route.branch }}' }, recordOf({ id: text })),
        ],
      },
      plain: { nodes: [httpCall('t10', { url: 'https://api.example/t10' }, recordOf({ ids: listOf(text) }))] },
    }),
    echo('join', {
      all: '{{ [nodes.fork.branches.routed.body.id] + nodes.fork.branches.plain.body.ids }}',
      done: '{{ nodes.fork.completed.size() }} of 2',
    }),
  ],
  { inputs: { kind: text, p1: text, p2: text } },
);

/** cookbook/http-poll-external-job: send a job, look until it has ended, then go one way or fail by name. */
export const pollReport = blueprintOf(
  [
    httpCall(
      'submit',
      { method: 'POST', url: '{{ inputs.api }}/jobs', body: { dataset: '{{ inputs.dataset }}' } },
      recordOf({ job_id: text }),
    ),
    repeat(
      'poll',
      { state: 'QUEUED', rows: 0, error: null },
      {
        nodes: [
          sleep('pause', 60_000),
          httpCall(
            'check',
            { url: '{{ inputs.api }}/jobs/{{ nodes.submit.body.job_id }}' },
            recordOf({ state: oneOf('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED'), rows: integer, error: textOrNull }),
            { dependencies: ['pause'] },
          ),
        ],
        output: '{{ nodes.check.body }}',
      },
      "state.state in ['SUCCEEDED', 'FAILED']",
      { max_iterations: 60 },
    ),
    choose('route', {
      expression: "nodes.poll.state.state == 'SUCCEEDED'",
      then: {
        nodes: [echo('artifact', { job: '{{ nodes.submit.body.job_id }}', rows: '{{ nodes.poll.state.rows }}' })],
      },
      else: {
        nodes: [
          fail('lost', 'remote_job_failed', "It failed: {{ default(nodes.poll.state.error, 'nobody said why') }}"),
        ],
      },
    }),
  ],
  {
    inputs: { api: text, dataset: text },
    outputs: { final_state: '{{ nodes.poll.state.state }}', rows: '{{ nodes.poll.state.rows }}' },
  },
);

const patient = { max_attempts: 4, backoff: 'exponential', initial_ms: 5_000 };

/** cookbook/saga-order-compensation: undo what was done, and only that, the last first. */
export const undoOrder = blueprintOf(
  [
    httpCall(
      'refund',
      {
        method: 'POST',
        url: 'https://shop.example/payments/refund',
        headers: { 'idempotency-key': '{{ inputs.order_id }}-refund' },
        body: { order: '{{ inputs.order_id }}', reason: '{{ inputs.reason }}' },
      },
      null,
      { when: "inputs.ended.exists(t, t.name == 'charge' && t.status == 'COMPLETED')", retry: patient },
    ),
    httpCall(
      'release',
      { method: 'POST', url: 'https://shop.example/stock/release', body: { order: '{{ inputs.order_id }}' } },
      null,
      {
        when: "'reserve' in inputs.ended.filter(t, t.status == 'COMPLETED').map(t, t.name)",
        dependencies: ['refund'],
        join: 'none_failed',
        retry: [{ ...patient, on: ['timeout'] }, { max_attempts: 2 }],
      },
    ),
  ],
  {
    inputs: {
      order_id: text,
      reason: text,
      ended: listOf(recordOf({ name: text, status: oneOf('COMPLETED', 'FAILED') }), { maxItems: 100 }),
    },
    outputs: {
      refunded: "{{ runs.refund.status == 'completed' }}",
      release_status: '{{ default(nodes.release.status, 0) }}',
    },
  },
);

/** test-harness/dynamic_fork_join_integration_test: as many calls side by side as an earlier answer names. */
export const fanOut = blueprintOf(
  [
    httpCall(
      'plan',
      { url: 'https://api.example/plan' },
      recordOf({ jobs: listOf(recordOf({ name: text, url: text, input: { type: 'object' } })) }),
    ),
    loop(
      'fan_out',
      '{{ nodes.plan.body.jobs }}',
      'job',
      {
        nodes: [
          httpCall(
            'run_job',
            { method: 'POST', url: '{{ job.url }}', body: '{{ job.input }}' },
            recordOf({ id: text, took_ms: integer }),
          ),
        ],
        output: {
          name: '{{ job.name }}',
          id: '{{ nodes.run_job.body.id }}',
          took_ms: '{{ nodes.run_job.body.took_ms }}',
        },
      },
      { max_items: 50, concurrency: 10, tolerate_failures: '20%' },
    ),
    echo('join', {
      ids: '{{ nodes.fan_out.items.filter(r, r != null).map(r, r.id) }}',
      failed: "{{ nodes.fan_out.failures.map(f, string(f.index) + ' ' + f.failure.code).join(', ') }}",
      total_ms: '{{ nodes.fan_out.items.map(r, default(r.took_ms, 0)).sum() }}',
    }),
  ],
  {},
);

/** test-harness/simple_workflow_with_optional_task_integration_test: the first may fail, the second goes on with what there is. */
export const optionalFirst = blueprintOf(
  [
    httpCall('t1', { url: 'https://api.example/{{ inputs.param1 }}' }, recordOf({ op: text }), {
      on_error: 'continue',
    }),
    ask('t2', "Go on with {{ default(nodes.t1.body.op, 'nothing') }} and {{ inputs.param2 }}."),
  ],
  {
    inputs: { param1: text, param2: text },
    outputs: { o2: '{{ nodes.t2.text }}', o3: '{{ default(nodes.t1.body, null) }}' },
  },
);

/** test-harness/do_while_multiple_integration_test: two counted loops, the first around a fork. */
export const twoCounters = blueprintOf(
  [
    repeat(
      'first',
      0,
      {
        nodes: [
          echo('begin', '{{ iteration }}'),
          sideBySide(
            'fork',
            { left: { nodes: [echo('t1', '{{ state }}')] }, right: { nodes: [echo('t2', '{{ state }}')] } },
            { dependencies: ['begin'] },
          ),
        ],
        output: '{{ state + 1 }}',
      },
      'state >= inputs.times',
    ),
    repeat('second', '{{ nodes.first.state }}', { nodes: [echo('t3')], output: '{{ state - 1 }}' }, 'state <= 0'),
    group('after', [echo('t4', 'Done after {{ nodes.first.iterations + nodes.second.iterations }} passes.')]),
  ],
  { inputs: { times: { type: 'integer', minimum: 1, maximum: 10 } } },
);
