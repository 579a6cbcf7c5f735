/** Sound blueprints with the shapes of Kestra's own test flows. Written anew for this compiler: the shape is theirs, no word of them
 *  is. */
import { blueprintOf, echo } from '../sample-blueprint.js';
import {
  choose,
  fail,
  flag,
  group,
  httpCall,
  integer,
  loop,
  recordOf,
  repeat,
  sideBySide,
  sleep,
  text,
} from './case-notation.js';

const after = (id: string, ...dependencies: readonly string[]) => echo(id, `This is ${id}.`, { dependencies });

/** dag.yaml: six nodes, two of them waiting for two. */
export const sixNodes = blueprintOf([
  after('task6', 'task2', 'task3'),
  after('task5', 'task4', 'task3'),
  after('task4', 'task2'),
  after('task3', 'task1'),
  after('task2', 'task1'),
  after('task1'),
]);

/** if.yaml: choices without an else, all at once, among plain branches. */
export const choicesSideBySide = blueprintOf(
  [
    sideBySide(
      'all',
      {
        one: { nodes: [choose('if_1', { expression: 'inputs.if1', then: { nodes: [echo('said_1', 'Yes, one.')] } })] },
        two: { nodes: [choose('if_2', { expression: '!inputs.if2', then: { nodes: [echo('said_2', 'Not two.')] } })] },
        plain: { nodes: [echo('said_3', 'Hello')] },
      },
      { concurrency: 2 },
    ),
    echo('told', "{{ nodes.all.completed.join(', ') }}: {{ default(nodes.all.branches.one.output.value, 'not one') }}"),
  ],
  { inputs: { if1: flag, if2: flag } },
);

/** switch.yaml: three cases and a default; the third fails inside and is handled there. */
export const switchWithHandler = blueprintOf(
  [
    choose('pick', {
      cases: [
        { when: "inputs.word == 'FIRST'", block: { nodes: [echo('t1', 'first')] } },
        { when: "inputs.word == 'SECOND'", block: { nodes: [echo('t2'), echo('t2_sub', '{{ nodes.t2.value }}')] } },
        {
          when: "inputs.word == 'THIRD'",
          block: {
            nodes: [
              group('t3', [fail('broken', 'third_is_broken', 'No third for {{ inputs.fallback_word }}.')], {
                on_error: { handle: { nodes: [echo('told', '{{ failure.code }}: {{ failure.message }}')] } },
              }),
            ],
          },
        },
      ],
      else: { nodes: [echo('other', '{{ inputs.fallback_word }}')] },
    }),
  ],
  {
    inputs: { word: text, fallback_word: { ...text, default: 'amazing' } },
    outputs: { branch: '{{ nodes.pick.branch }}' },
  },
);

/** current-output.yaml: loops in a loop in a loop, each reading the variables around it. */
export const threeLoops = blueprintOf(
  [
    loop('outer', ['v11', 'v12'], 'first', {
      nodes: [
        loop('middle', ['v21', 'v22'], 'second', {
          nodes: [
            loop('inner', ['v31', 'v32'], 'third', {
              nodes: [echo('label', '{{ first }}-{{ second }}-{{ third }}')],
              output: 'return-{{ nodes.label.value }} ({{ index }})',
            }),
          ],
          output: '{{ nodes.inner.items }}',
        }),
      ],
      output: '{{ nodes.middle.items.flatten() }}',
    }),
  ],
  {
    outputs: {
      all: "{{ nodes.outer.items.flatten().join(', ') }}",
      last: '{{ nodes.outer.items[1][3].upper() }}',
    },
  },
);

/** allow-failure.yaml: a part that may fail, what follows it all the same, and a last word when something else failed. */
export const allowedFailure = blueprintOf(
  [
    group('risky', [echo('begun'), fail('ko', 'ko', 'As planned.', { dependencies: ['begun'] })], {
      on_error: 'continue',
    }),
    echo('todo', "{{ default(runs.risky.failure.message, 'It went well.') }}", { dependencies: ['risky'] }),
    choose('ending', {
      expression: 'inputs.crash',
      then: { nodes: [fail('crash', 'crash', 'Asked for.')] },
      else: { nodes: [echo('last')] },
      dependencies: ['todo'],
    }),
  ],
  {
    inputs: { crash: { ...flag, default: false } },
    finally: { nodes: [echo('global_error', '{{ runs.ending.status }}', { when: "execution.status == 'failed'" })] },
  },
);

/** sequential-with-local-errors.yaml: a chain inside a container whose handler is a chain too. */
export const localErrors = blueprintOf([
  echo('t1', 'begin'),
  group(
    't2',
    [
      httpCall('t2_t1', { url: 'https://api.example/{{ nodes.t1.value }}' }, recordOf({ id: text })),
      echo('t2_t2', '{{ nodes.t2_t1.body.id }}'),
      echo('t2_t3', '{{ nodes.t2_t2.value }} again'),
    ],
    {
      on_error: {
        handle: {
          nodes: [
            echo('error_t1', { code: '{{ failure.code }}', began: '{{ nodes.t1.value }}' }),
            echo('error_t2', 'Told of {{ nodes.error_t1.value.code }}.'),
          ],
          output: { value: 'handled' },
        },
      },
      output: { value: '{{ nodes.t2_t3.value }}' },
    },
  ),
  echo('end', '{{ nodes.t2.value }}'),
]);

/** waitfor-no-success.yaml: look again until a count is reached, five times at most, and go on without it. */
export const countedWait = blueprintOf(
  [
    repeat(
      'waitfor',
      { count: 0 },
      { nodes: [sleep('pause', 200)], output: { count: '{{ state.count + 1 }}' } },
      'state.count == 6',
      { max_iterations: 5, on_limit: 'continue' },
    ),
    echo('gave_up', 'Counted to {{ nodes.waitfor.state.count }}.', { when: '!nodes.waitfor.converged' }),
  ],
  { outputs: { told: "{{ default(nodes.gave_up.value, 'It was reached.') }}" } },
);

/** retry-success.yaml, retry-random.yaml and sla-max-duration-ok.yaml: retries by failure code, and time limits. */
export const patientCall = blueprintOf(
  [
    httpCall(
      'work',
      { url: 'https://api.example/work', headers: { 'x-attempt': 'Attempt {{ attempt }}.' } },
      recordOf({ seconds: integer }),
      {
        timeout_s: 15,
        retry: [
          { on: ['http-status', 'timeout'], max_attempts: 4, backoff: 'fixed', initial_ms: 250, jitter: false },
          { on: '*', max_attempts: 2, initial_ms: 200, max_ms: 500 },
        ],
      },
    ),
    sleep('rest', '{{ nodes.work.body.seconds * 1000 }}', { timeout_s: '{{ nodes.work.body.seconds + 1 }}' }),
  ],
  { timeout_s: 60 },
);

/** variables.yaml and inputs with a nested default: each value made of the one before. */
export const chainedValues = blueprintOf(
  [
    echo('first', '1'),
    echo('second', '{{ nodes.first.value }} > 2'),
    echo('third', '{{ nodes.second.value }} > 3'),
    echo('global', '{{ inputs.settings.name }} {{ inputs.settings.nested.number }} {{ inputs.settings.on }}'),
  ],
  {
    inputs: {
      settings: {
        ...recordOf({ name: text, on: flag, nested: recordOf({ number: integer }) }),
        default: { name: 'a', on: true, nested: { number: 1 } },
      },
    },
    outputs: { both: ['{{ nodes.third.value }}', '{{ nodes.global.value }}'] },
  },
);

/** errors.yaml: what is told at the end, whatever came of it. */
export const lastWords = blueprintOf([httpCall('work', { url: 'https://api.example/work' }, recordOf({ id: text }))], {
  finally: {
    nodes: [
      echo('failed', '{{ default(runs.work.failure.code, "-") }}: {{ default(runs.work.failure.message, "-") }}', {
        when: "execution.status != 'completed'",
      }),
      sideBySide('told', {
        inner: { nodes: [group('last', [echo('id', "{{ default(nodes.work.body.id, 'no id') }}")])] },
      }),
    ],
  },
});

/** each-empty.yaml: a loop over nothing. */
export const emptyLoop = blueprintOf([
  loop('each', [], 'value', { nodes: [echo('one', 'Of {{ value }}')] }),
  echo('end', '{{ nodes.each.items.size() }} items', { dependencies: ['each'] }),
]);
