/** Executions to record: what blueprints make of control flow and failures, without anything from outside. */
import { broken, call, documentWith, echo, shaky, sleep, type JournalCase } from './journal-case.js';

const bye = { nodes: [echo('bye', '{{ execution.status }}'), echo('gone', 1, { dependencies: ['bye'] })] };

/** All of them. */
export const flowCases: readonly JournalCase[] = [
  {
    name: 'chain',
    note: 'Three nodes one after the other, with an input and a declared output.',
    blueprint: documentWith(
      [
        echo('a', '{{ inputs.n }}'),
        echo('b', '{{ nodes.a.value + 1 }}'),
        sleep('c', 250, { dependencies: ['b'] }),
        echo('d', '{{ nodes.b.value * 2 }}', { dependencies: ['c'] }),
      ],
      { inputs: { n: { type: 'integer' } }, outputs: { twice: '{{ nodes.d.value }}' } },
    ),
    inputs: { n: 4 },
  },
  {
    name: 'fan-out',
    note: 'Nodes side by side: one is retried, one falls back to a value, one is continued; their reader joins all of them.',
    blueprint: documentWith(
      [
        echo('first', 1),
        shaky('mended', 3, { dependencies: ['first'] }),
        shaky('replaced', 9, { dependencies: ['first'], on_error: { fallback: { attempt: 0 } } }),
        broken('given_up', { dependencies: ['first'], on_error: 'continue' }),
        sleep('slow', 1_000, { dependencies: ['first'] }),
        echo('sum', '{{ nodes.mended.attempt + nodes.replaced.attempt + nodes.slow.ms }}', {
          dependencies: ['given_up'],
        }),
      ],
      { max_concurrency: 3 },
    ),
  },
  {
    name: 'joins-and-skips',
    note: 'A node whose `when` is false, what waits for it, and a failure with what is skipped because of it.',
    blueprint: documentWith([
      echo('off', 1, { when: '{{ 1 > 2 }}' }),
      echo('behind_off', 1, { dependencies: ['off'] }),
      echo('settled', 1, { dependencies: ['behind_off'], join: 'all_settled' }),
      broken('bad'),
      echo('behind_bad', 1, { dependencies: ['bad'] }),
      echo('any', 1, { dependencies: ['bad', 'settled'], join: 'any' }),
    ]),
  },
  {
    name: 'loop-tolerated',
    note: 'A loop, two items at a time, that tolerates one failed item; another item is retried.',
    blueprint: documentWith([
      {
        id: 'each',
        type: 'loop',
        items: [1, 2, 3, 4],
        item_var: 'item',
        concurrency: 2,
        tolerate_failures: 1,
        body: {
          nodes: [shaky('try', 2), broken('odd', { when: '{{ item == 3 }}', dependencies: ['try'] })],
          output: '{{ item * 10 + nodes.try.attempt }}',
        },
      },
      echo('items', '{{ nodes.each.items }}'),
    ]),
  },
  {
    name: 'recursive',
    note: 'The factorial of six, pass by pass.',
    blueprint: documentWith([
      {
        id: 'factorial',
        type: 'recursive',
        state: { n: 6, product: 1 },
        body: {
          nodes: [echo('next', { n: '{{ state.n - 1 }}', product: '{{ state.product * state.n }}' })],
          output: '{{ nodes.next.value }}',
        },
        until: '{{ state.n <= 1 }}',
        max_iterations: 10,
      },
    ]),
  },
  {
    name: 'recursive-limit',
    note: 'A repetition that does not come to its end in time fails by name.',
    blueprint: documentWith([
      {
        id: 'endless',
        type: 'recursive',
        state: 0,
        body: { nodes: [echo('next', '{{ state + 1 }}')], output: '{{ nodes.next.value }}' },
        until: '{{ state < 0 }}',
        max_iterations: 3,
      },
    ]),
  },
  {
    name: 'parallel-any',
    note: 'The first branch wins: one that runs is cancelled, one that failed does not count.',
    blueprint: documentWith([
      {
        id: 'race',
        type: 'parallel',
        join: 'any',
        branches: {
          bad: { nodes: [broken('lost')] },
          quick: { nodes: [sleep('wins', 100)] },
          slow: { nodes: [sleep('loses', 5_000), echo('never', 1, { dependencies: ['loses'] })] },
        },
      },
    ]),
  },
  {
    name: 'parallel-at-least',
    note: 'Two of three branches are enough; the branches come one at a time.',
    blueprint: documentWith([
      {
        id: 'some',
        type: 'parallel',
        join: { at_least: 2 },
        concurrency: 1,
        branches: { a: { nodes: [sleep('x', 50)] }, b: { nodes: [broken('y')] }, c: { nodes: [echo('z', 1)] } },
      },
    ]),
  },
  {
    name: 'condition',
    note: 'A second case holds; what stands in the other blocks is skipped.',
    blueprint: documentWith([
      echo('n', 7),
      {
        id: 'route',
        type: 'condition',
        cases: [
          { when: '{{ nodes.n.value > 10 }}', block: { nodes: [echo('big', 1)] } },
          { when: '{{ nodes.n.value > 5 }}', block: { nodes: [echo('middle', 2), shaky('then', 2)] } },
        ],
        else: { nodes: [echo('small', 3)] },
      },
    ]),
  },
  {
    name: 'group-retry',
    note: 'A group that fails begins anew as a whole, and is given up after its second attempt.',
    blueprint: documentWith([
      {
        id: 'twice',
        type: 'group',
        retry: { on: '*', max_attempts: 2, initial_ms: 500, jitter: false },
        on_error: 'continue',
        nodes: [echo('inside', 1), broken('breaks', { dependencies: ['inside'] })],
      },
      echo('after', '{{ runs.twice.attempts }}', { dependencies: ['twice'] }),
    ]),
  },
  {
    name: 'handled',
    note: 'Handle blocks of a leaf and of a group; a retry within one.',
    blueprint: documentWith([
      broken('leaf', { on_error: { handle: { nodes: [shaky('rescue', 2)], output: '{{ failure.code }}' } } }),
      {
        id: 'box',
        type: 'group',
        nodes: [echo('fine', 1), broken('sinks', { dependencies: ['fine'] })],
        on_error: { handle: { nodes: [echo('save', '{{ failure.path }}')] } },
      },
    ]),
  },
  {
    name: 'finally-after-failure',
    note: 'The `finally` block runs although the execution has failed.',
    blueprint: documentWith([broken('bad'), echo('next', 1, { dependencies: ['bad'] }), echo('free', 1)], {
      finally: bye,
    }),
  },
  {
    name: 'timeouts',
    note: 'A node that takes too long is tried again and then falls back; a group is cut off with what is in it.',
    blueprint: documentWith([
      sleep('late', 60_000, {
        timeout_s: 2,
        retry: { max_attempts: 2, initial_ms: 100, jitter: false },
        on_error: { fallback: { ms: 0 } },
      }),
      {
        id: 'box',
        type: 'group',
        timeout_s: 3,
        on_error: 'continue',
        nodes: [sleep('long', 60_000), echo('quick', 1)],
      },
    ]),
  },
  {
    name: 'execution-timeout',
    note: 'The time of the whole execution is over; its `finally` block still runs.',
    blueprint: documentWith([sleep('long', 60_000), echo('next', 1, { dependencies: ['long'] })], {
      timeout_s: 5,
      finally: bye,
    }),
  },
  {
    name: 'output-failed',
    note: 'All nodes complete, and an output expression fails.',
    blueprint: documentWith([echo('a', { x: 1 })], { outputs: { y: '{{ nodes.a.value.x / 0 }}' } }),
  },
  {
    name: 'payloads',
    note: 'Outputs too large for their events stand beside the journal, and are worked on.',
    blueprint: documentWith([
      echo('large', ['é'.repeat(4_200), 'x'.repeat(500)]),
      echo('length', '{{ size(nodes.large.value[1]) }}'),
      call('again', 'echo', { value: '{{ nodes.large.value }}' }, { dependencies: ['length'] }),
      echo('text', '{{ nodes.again.value[1] }}'),
    ]),
  },
  {
    name: 'code',
    note: 'A program, with its inputs rendered.',
    blueprint: documentWith([
      { id: 'compute', type: 'code', language: 'javascript', source: 'return inputs;', inputs: { a: '{{ 1 + 1 }}' } },
      echo('told', '{{ nodes.compute.a }}'),
    ]),
  },
  {
    name: 'models',
    note: 'A clean answer, a repaired one, one of the next model, and one that came when nobody waited for it any more.',
    blueprint: documentWith(
      ['fine', 'odd', 'overloaded', 'late']
        .map((prompt) => ({
          id: prompt,
          type: 'llm',
          model: 'gpt-4o-mini',
          prompt,
          max_output_tokens: 50,
          output_schema: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] },
          retry: { max_attempts: 1 },
          ...(prompt === 'overloaded' && { fallback_models: ['gpt-4o'] }),
          ...(prompt === 'late' && { timeout_s: 2, on_error: 'continue' }),
        }))
        .concat([sleep('nap', 20_000)] as never),
    ),
  },
  {
    name: 'log',
    note: 'A monitor that cannot be judged is told of.',
    blueprint: documentWith([echo('a', 1), echo('b', '{{ nodes.a.value }}')], {
      monitors: [{ when: '{{ [true][execution.failures + 5] }}', action: 'alert', message: 'Never.' }],
    }),
  },
];
