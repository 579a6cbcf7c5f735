/** Sound documents whose types hold for what containers and values give. Never used outside of specs. */
import type { JsonObject } from '../../json/json-value.js';
import { ask, blueprintOf, echo } from './sample-blueprint.js';
import { flag, person, sleep, structured } from './typed-nodes.js';

const rows: JsonObject = {
  rows: {
    type: 'array',
    maxItems: 9,
    items: { type: 'object', properties: { n: { type: 'number' } }, required: ['n'] },
  },
};

/** By what makes them sound. */
export const typedContainers: readonly (readonly [name: string, document: JsonObject])[] = [
  [
    'a branch whose condition rules null out, and one where it does not hold',
    blueprintOf(
      [
        structured('who', person, { when: 'inputs.flag' }),
        {
          id: 'pick',
          type: 'condition',
          join: 'all_settled',
          cases: [
            { when: 'nodes.who == null', block: { nodes: [echo('none', 'nobody')] } },
            { when: 'nodes.who.note == null', block: { nodes: [ask('bare', '{{ nodes.who.name }}')] } },
          ],
          else: { nodes: [ask('full', '{{ nodes.who.name + nodes.who.note }}')] },
        },
      ],
      { inputs: flag },
    ),
  ],
  [
    'a condition that fails otherwise',
    blueprintOf(
      [
        {
          id: 'pick',
          type: 'condition',
          expression: 'inputs.flag',
          then: { nodes: [sleep('short', 1)] },
          else: { nodes: [{ id: 'stop', type: 'fail', code: 'no', message: 'No.' }] },
        },
        sleep('again', '{{ nodes.pick.output.ms }}'),
      ],
      { inputs: flag },
    ),
  ],
  [
    'the columns of a file, whatever they are called',
    blueprintOf([
      { id: 'csv', type: 'tool', tool_name: 'csv_loader', tool_args: { path: 'a.csv' } },
      {
        id: 'each',
        type: 'loop',
        items: '{{ nodes.csv.rows }}',
        item_var: 'row',
        max_items: 5,
        body: {
          nodes: [
            {
              id: 'price',
              type: 'tool',
              tool_name: 'pricing_strategy',
              tool_args: { cost: "{{ row['Unit price'] }}" },
            },
          ],
        },
      },
      echo('total', '{{ nodes.each.items.map(item, item.price).sum() }}'),
    ]),
  ],
  [
    'a loop over an input with a bound, and one over its results without any',
    blueprintOf(
      [
        {
          id: 'each',
          type: 'loop',
          items: '{{ inputs.rows }}',
          item_var: 'row',
          body: { nodes: [echo('a', '{{ row.n + 1 }}')] },
        },
        {
          id: 'again',
          type: 'loop',
          items: '{{ nodes.each.items }}',
          item_var: 'made',
          body: { nodes: [sleep('b', '{{ made.value }}')] },
        },
      ],
      { inputs: rows },
    ),
  ],
  [
    'failures that are tolerated, and left out',
    blueprintOf(
      [
        {
          id: 'each',
          type: 'loop',
          items: '{{ inputs.rows }}',
          item_var: 'row',
          tolerate_failures: '50%',
          body: { nodes: [echo('a', '{{ row.n }}')] },
        },
        echo('sum', '{{ nodes.each.items.filter(item, item != null).map(item, item.value).sum() }}'),
        ask('why', '{{ nodes.each.failures.map(f, string(f.index) + f.failure.code).join(", ") }}'),
      ],
      { inputs: rows },
    ),
  ],
  [
    'the branches of a condition, which give the same',
    blueprintOf(
      [
        {
          id: 'pick',
          type: 'condition',
          expression: 'inputs.flag',
          then: { nodes: [sleep('short', 1)] },
          else: { nodes: [sleep('long', 1_000)] },
        },
        sleep('again', '{{ nodes.pick.output.ms }}'),
      ],
      { inputs: flag },
    ),
  ],
  [
    'a condition without else, read with care',
    blueprintOf(
      [
        { id: 'pick', type: 'condition', cases: [{ when: 'inputs.flag', block: { nodes: [sleep('short', 1)] } }] },
        echo('b', '{{ nodes.pick.branch == "cases[0]" ? default(nodes.pick.output.ms, 0) : 0 }}'),
      ],
      { inputs: flag },
    ),
  ],
  [
    'branches that all complete',
    blueprintOf([
      {
        id: 'both',
        type: 'parallel',
        branches: { left: { nodes: [sleep('l', 1)] }, right: { nodes: [sleep('r', 2)] } },
      },
      echo('sum', '{{ nodes.both.branches.left.ms + nodes.both.branches.right.ms }}'),
    ]),
  ],
  [
    'the first of several branches',
    blueprintOf([
      {
        id: 'race',
        type: 'parallel',
        join: 'any',
        branches: { left: { nodes: [sleep('l', 1)] }, right: { nodes: [sleep('r', 2)] } },
      },
      echo('sum', '{{ default(nodes.race.branches.left.ms, 0) + default(nodes.race.branches.right.ms, 0) }}'),
      ask('who', '{{ nodes.race.completed.first() }}'),
    ]),
  ],
  [
    'a state that grows',
    blueprintOf([
      {
        id: 'grow',
        type: 'recursive',
        state: { seen: [], tries: 0 },
        max_iterations: 5,
        until: 'state.tries >= 3 && state.seen.size() > iteration',
        body: {
          nodes: [ask('next', 'After {{ json(state.seen) }}?')],
          output: { seen: '{{ state.seen + [nodes.next.text] }}', tries: '{{ state.tries + 1 }}' },
        },
      },
      ask('end', '{{ nodes.grow.state.seen.join(", ") }} after {{ nodes.grow.iterations }}'),
    ]),
  ],
  [
    'a state that begins as null',
    blueprintOf([
      {
        id: 'draft',
        type: 'recursive',
        state: null,
        max_iterations: 3,
        until: 'state.good',
        body: {
          nodes: [
            structured(
              'write',
              { text: 'string', good: 'boolean' },
              { prompt: 'Mend {{ default(state.text, "nothing") }}' },
            ),
          ],
        },
      },
      ask('end', '{{ nodes.draft.state.text }}'),
    ]),
  ],
  [
    'a state with a schema',
    blueprintOf([
      {
        id: 'count',
        type: 'recursive',
        state: { n: 0 },
        state_schema: { n: 'integer' },
        max_iterations: 3,
        until: 'state.n > 2',
        body: { nodes: [echo('one', '{{ state.n + 1 }}')], output: { n: '{{ nodes.one.value }}' } },
      },
      sleep('b', '{{ nodes.count.state.n }}'),
    ]),
  ],
  [
    'what stands in for an output, beside it',
    blueprintOf([
      structured('who', { name: 'string' }, { on_error: { fallback: { name: 'nobody' } } }),
      structured(
        'what',
        { name: 'string' },
        { on_error: { handle: { nodes: [echo('note', '{{ failure.message }}')], output: { name: 'none' } } } },
      ),
      ask('b', '{{ nodes.who.name }} {{ nodes.what.name }}'),
    ]),
  ],
  [
    'tuples and literal objects',
    blueprintOf([
      echo('pair', ['{{ 1 + 1 }}', 'two', { three: 3 }]),
      sleep('b', '{{ nodes.pair.value[0] }}'),
      ask('c', '{{ nodes.pair.value[1].upper() }} {{ nodes.pair.value[2].three }}'),
    ]),
  ],
  [
    'an input that may be null, tested',
    blueprintOf([echo('b', '{{ inputs.x != null && inputs.x > 1 ? inputs.x : 0 }}')], {
      inputs: { x: { type: ['number', 'null'], default: null } },
    }),
  ],
  [
    'an input of two kinds, told apart',
    blueprintOf([echo('b', '{{ type(inputs.x) == "string" ? inputs.x.upper() : string(inputs.x) }}')], {
      inputs: { x: { type: ['number', 'string'] } },
    }),
  ],
  [
    'the end of an execution, looked at with care',
    blueprintOf([structured('who', person)], {
      outputs: { name: '{{ nodes.who.name }}' },
      finally: {
        nodes: [
          echo('report', '{{ execution.status }}: {{ default(nodes.who.name, "nobody") }} {{ runs.who.attempts }}'),
          echo('cost', '{{ execution.usage.cost_usd + 1 }}', { when: 'execution.status == "completed"' }),
        ],
      },
    }),
  ],
  [
    'a failure that is read by name',
    blueprintOf([
      ask('say', 'Go.'),
      echo('b', '{{ runs.say.failure == null ? "fine" : runs.say.failure.code }}'),
      echo('c', 'failed', { when: 'runs.say.status == "failed"' }),
    ]),
  ],
  [
    'what nobody can know',
    blueprintOf([
      { id: 'get', type: 'tool', tool_name: 'http_request', tool_args: { method: 'GET', url: 'https://a.example' } },
      sleep('b', '{{ nodes.get.body.items[0].wait_ms }}'),
      ask('c', '{{ nodes.get.body.text }} {{ nodes.get.headers.etag }}'),
    ]),
  ],
  [
    'a group that gives what it declares',
    blueprintOf([
      { id: 'g', type: 'group', nodes: [ask('a', 'Go.')], output: { said: '{{ nodes.a.text }}', n: 1 } },
      sleep('b', '{{ nodes.g.n }}'),
      ask('c', '{{ nodes.g.said }}'),
    ]),
  ],
  [
    'a block with several ends',
    blueprintOf([
      { id: 'g', type: 'group', nodes: [ask('a', 'Go.'), sleep('z', 1)] },
      ask('c', '{{ nodes.g.a.text }} {{ nodes.g.z.ms }}'),
    ]),
  ],
];
