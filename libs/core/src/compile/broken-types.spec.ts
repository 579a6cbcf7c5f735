/** Documents whose values do not fit where they are used: every finding with its words and its mend. */
import { describe, expect, it } from '@jest/globals';
import { applyPatch } from '../json/apply-patch.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { ask, blueprintOf, diagnosticsOf, echo } from './testing/sample-blueprint.js';

const tool = (id: string, name: string, args: JsonObject, more: JsonObject = {}): JsonObject => ({
  id,
  type: 'tool',
  tool_name: name,
  tool_args: args,
  ...more,
});
const csv = tool('csv', 'csv_loader', { path: 'a.csv' });
const who = (more: JsonObject = {}): JsonObject =>
  ask('who', 'Who?', { output_schema: { name: 'string', age: 'number', tags: 'string[]', note: 'string?' }, ...more });
const flag: JsonObject = { inputs: { flag: { type: 'boolean' } } };
const maybe = { when: 'inputs.flag' };
/** Behind `who`, which may be skipped, and a node that never is. */
const beside = (text: JsonValue, more: JsonObject = {}): JsonObject =>
  blueprintOf([who(maybe), echo('a'), echo('b', text, { dependencies: ['a'], ...more })], flag);
const reading = (text: JsonValue): JsonObject => blueprintOf([who(), csv, echo('b', text)]);
const loop = (items: JsonValue, body: JsonValue, more: JsonObject | null = {}): JsonObject => ({
  id: 'each',
  type: 'loop',
  items,
  item_var: 'row',
  ...(more === null ? {} : { max_items: 9 }),
  body: { nodes: body },
  ...more,
});
const recursive = (more: JsonObject): JsonObject => ({
  id: 'again',
  type: 'recursive',
  state: { n: 0 },
  max_iterations: 3,
  until: 'state.n > 2',
  body: { nodes: [echo('one', '{{ state.n + 1 }}')], output: { n: '{{ nodes.one.value }}' } },
  ...more,
});
const group = (nodes: JsonValue, more: JsonObject = {}): JsonObject => ({ id: 'g', type: 'group', nodes, ...more });

/** A finding; where it has a fix, what that writes at the place of the finding. */
type Finding = readonly [code: string, pointer: string, message: string, written?: JsonValue];

const documents: readonly (readonly [string, JsonValue, readonly Finding[]])[] = [
  [
    'a field that an answer does not have',
    reading('{{ nodes.who.titel }}'),
    [['unknown-field', '/nodes/2/tool_args/value', 'nodes[2].tool_args.value: nodes.who has no field "titel"']],
  ],
  [
    'a misspelt field',
    reading('Dear {{ nodes.who.nam }}'),
    [
      [
        'unknown-field',
        '/nodes/2/tool_args/value',
        'nodes[2].tool_args.value: nodes.who has no field "nam"',
        'Dear {{ nodes.who.name }}',
      ],
    ],
  ],
  [
    'a field of a text',
    blueprintOf([ask('say', 'Go.'), echo('b', '{{ nodes.say.text.title }}')]),
    [
      [
        'type-mismatch',
        '/nodes/1/tool_args/value',
        'nodes[1].tool_args.value: nodes.say.text is string, so it has no field "title"',
      ],
    ],
  ],
  [
    'the text of an answer that is structured',
    reading('{{ nodes.who.text }}'),
    [['unknown-field', '/nodes/2/tool_args/value', 'nodes[2].tool_args.value: nodes.who has no field "text"']],
  ],
  [
    'a misspelt field of a tool',
    reading('{{ nodes.csv.row }}'),
    [
      [
        'unknown-field',
        '/nodes/2/tool_args/value',
        'nodes[2].tool_args.value: nodes.csv has no field "row"',
        '{{ nodes.csv.rows }}',
      ],
    ],
  ],
  [
    'a misspelt field of an input',
    blueprintOf([echo('b', '{{ inputs.x.siez }}')], { inputs: { x: { size: 'number' } } }),
    [
      [
        'unknown-field',
        '/nodes/0/tool_args/value',
        'nodes[0].tool_args.value: inputs.x has no field "siez"',
        '{{ inputs.x.size }}',
      ],
    ],
  ],
  [
    'a list for text or a number',
    blueprintOf([who(), tool('p', 'pricing_strategy', { cost: '{{ nodes.who.tags }}' })]),
    [
      [
        'type-mismatch',
        '/nodes/1/tool_args/cost',
        'nodes[1].tool_args.cost: nodes.who.tags is string[], pricing_strategy.cost needs number | string',
      ],
    ],
  ],
  [
    'an object for text or a number',
    blueprintOf([ask('say', 'Go.'), tool('p', 'pricing_strategy', { cost: '{{ nodes.say }}' })]),
    [
      [
        'type-mismatch',
        '/nodes/1/tool_args/cost',
        'nodes[1].tool_args.cost: nodes.say is {text: string}, pricing_strategy.cost needs number | string',
        '{{ nodes.say.text }}',
      ],
    ],
  ],
  [
    'text for a number',
    blueprintOf([who(), tool('s', 'sleep', { ms: '{{ nodes.who.name }}' })]),
    [
      [
        'type-mismatch',
        '/nodes/1/tool_args/ms',
        'nodes[1].tool_args.ms: nodes.who.name is string, sleep.ms needs integer',
      ],
    ],
  ],
  [
    'a longer text for a number',
    blueprintOf([who(), tool('s', 'sleep', { ms: '{{ nodes.who.age }}000' })]),
    [['type-mismatch', '/nodes/1/tool_args/ms', 'nodes[1].tool_args.ms: sleep.ms is string, it needs integer']],
  ],
  [
    'a number for text',
    blueprintOf([who(), tool('c', 'csv_loader', { path: '{{ nodes.who.age }}' })]),
    [
      [
        'type-mismatch',
        '/nodes/1/tool_args/path',
        'nodes[1].tool_args.path: nodes.who.age is number, csv_loader.path needs string',
        '{{ string(nodes.who.age) }}',
      ],
    ],
  ],
  [
    'a text that is none of those taken',
    blueprintOf([tool('h', 'http_request', { url: 'https://a.example', method: '{{ "PUT" }}' })]),
    [
      [
        'type-mismatch',
        '/nodes/0/tool_args/method',
        'nodes[0].tool_args.method: "PUT" is "PUT", http_request.method needs "GET" | "POST" | "DELETE"',
      ],
    ],
  ],
  [
    'a wrong value deep in an argument',
    blueprintOf([
      who(),
      tool('h', 'http_request', {
        url: 'https://a.example',
        method: 'GET',
        headers: { tags: '{{ nodes.who.tags }}', name: '{{ nodes.who.name }}' },
      }),
    ]),
    [
      [
        'type-mismatch',
        '/nodes/1/tool_args/headers/tags',
        'nodes[1].tool_args.headers.tags: nodes.who.tags is string[], http_request.headers.tags needs string',
      ],
    ],
  ],
  [
    'an optional field for an argument',
    blueprintOf([who(), tool('c', 'csv_loader', { path: '{{ nodes.who.note }}' })]),
    [
      [
        'possibly-null',
        '/nodes/1/tool_args/path',
        'nodes[1].tool_args.path: nodes.who.note may be null, csv_loader.path needs string',
        '{{ default(nodes.who.note, "") }}',
      ],
    ],
  ],
  [
    'an object in place of its only number',
    blueprintOf([tool('s', 'sleep', { ms: 1 }), tool('t', 'sleep', { ms: '{{ nodes.s }}' })]),
    [
      [
        'type-mismatch',
        '/nodes/1/tool_args/ms',
        'nodes[1].tool_args.ms: nodes.s is {ms: integer}, sleep.ms needs integer',
        '{{ nodes.s.ms }}',
      ],
    ],
  ],
  [
    'a node that may be skipped',
    beside('{{ nodes.who.name }}'),
    [
      [
        'possibly-null',
        '/nodes/2/tool_args/value',
        'nodes[2].tool_args.value: nodes.who may be null, so its field "name" cannot be read',
        '{{ default(nodes.who.name, "") }}',
      ],
    ],
  ],
  [
    'such a node in a text',
    beside('Dear {{ nodes.who.name }}'),
    [
      [
        'possibly-null',
        '/nodes/2/tool_args/value',
        'nodes[2].tool_args.value: nodes.who may be null, so its field "name" cannot be read',
        'Dear {{ default(nodes.who.name, "") }}',
      ],
    ],
  ],
  [
    'such a node as a whole in a text',
    beside('Dear {{ nodes.who }}'),
    [
      [
        'possibly-null',
        '/nodes/2/tool_args/value',
        'nodes[2].tool_args.value: nodes.who may be null, which cannot stand in a text',
        'Dear {{ default(nodes.who, "") }}',
      ],
    ],
  ],
  [
    'a prompt that may be null',
    blueprintOf([who(), ask('b', '{{ nodes.who.note }}')]),
    [
      [
        'possibly-null',
        '/nodes/1/prompt',
        'nodes[1].prompt: nodes.who.note may be null, b.prompt needs string',
        '{{ default(nodes.who.note, "") }}',
      ],
    ],
  ],
  [
    'a message that may be null',
    blueprintOf([
      who(),
      {
        id: 'm',
        type: 'llm',
        model: 'gpt-4o-mini',
        max_output_tokens: 1,
        messages: [
          { role: 'system', content: 'Be kind.' },
          { role: 'user', content: '{{ nodes.who.note }}' },
        ],
      },
    ]),
    [
      [
        'possibly-null',
        '/nodes/1/messages/1/content',
        'nodes[1].messages[1].content: nodes.who.note may be null, m.messages[1].content needs string',
        '{{ default(nodes.who.note, "") }}',
      ],
    ],
  ],
  [
    'the words of a failure that may be null',
    blueprintOf([who(), { id: 'f', type: 'fail', code: 'no', message: '{{ nodes.who.note }}' }]),
    [
      [
        'possibly-null',
        '/nodes/1/message',
        'nodes[1].message: nodes.who.note may be null, f.message needs string',
        '{{ default(nodes.who.note, "") }}',
      ],
    ],
  ],
  [
    'a node that is continued',
    blueprintOf([who({ on_error: 'continue' }), echo('b', '{{ nodes.who.name }}')]),
    [
      [
        'possibly-null',
        '/nodes/1/tool_args/value',
        'nodes[1].tool_args.value: nodes.who may be null, so its field "name" cannot be read',
        '{{ default(nodes.who.name, "") }}',
      ],
    ],
  ],
  [
    'a node of which any other may do',
    blueprintOf([who(), csv, echo('b', '{{ nodes.who.name }}', { dependencies: ['csv'], join: 'any' })]),
    [
      [
        'possibly-null',
        '/nodes/2/tool_args/value',
        'nodes[2].tool_args.value: nodes.who may be null, so its field "name" cannot be read',
        '{{ default(nodes.who.name, "") }}',
      ],
    ],
  ],
  [
    'a node that need only settle',
    blueprintOf([who(), echo('b', '{{ nodes.who.name }}', { join: 'all_settled' })]),
    [
      [
        'possibly-null',
        '/nodes/1/tool_args/value',
        'nodes[1].tool_args.value: nodes.who may be null, so its field "name" cannot be read',
        '{{ default(nodes.who.name, "") }}',
      ],
    ],
  ],
  [
    'a node that finally may not have run',
    blueprintOf([who()], { finally: { nodes: [echo('end', '{{ nodes.who.name }}')] } }),
    [
      [
        'possibly-null',
        '/finally/nodes/0/tool_args/value',
        'finally.nodes[0].tool_args.value: nodes.who may be null, so its field "name" cannot be read',
        '{{ default(nodes.who.name, "") }}',
      ],
    ],
  ],
  [
    'a declared output of a node that may be skipped',
    blueprintOf([who(maybe)], { ...flag, outputs: { name: '{{ nodes.who.name }}' } }),
    [
      [
        'possibly-null',
        '/outputs/name',
        'outputs.name: nodes.who may be null, so its field "name" cannot be read',
        '{{ default(nodes.who.name, "") }}',
      ],
    ],
  ],
  [
    'the output of a block whose node may be skipped',
    blueprintOf([group([who(maybe)]), echo('b', '{{ nodes.g.name }}')], flag),
    [
      [
        'possibly-null',
        '/nodes/1/tool_args/value',
        'nodes[1].tool_args.value: nodes.g may be null, so its field "name" cannot be read',
        '{{ default(nodes.g.name, "") }}',
      ],
    ],
  ],
  [
    'a failure that may not have been',
    blueprintOf([who(), echo('b', '{{ runs.who.failure.code }}')]),
    [
      [
        'possibly-null',
        '/nodes/1/tool_args/value',
        'nodes[1].tool_args.value: runs.who.failure may be null, so its field "code" cannot be read',
        '{{ default(runs.who.failure.code, "") }}',
      ],
    ],
  ],
  [
    'the time of the start, which is a text',
    blueprintOf([echo('a', '{{ execution.started_at }}!'), echo('b', '{{ execution.started_at + 1 }}')]),
    [
      [
        'type-mismatch',
        '/nodes/1/tool_args/value',
        'nodes[1].tool_args.value: + needs two numbers, two strings or two lists, got string and 1',
      ],
    ],
  ],
  [
    'a condition that is text',
    blueprintOf([who(), echo('b', 1, { when: 'nodes.who.name' })]),
    [['type-mismatch', '/nodes/1/when', 'nodes[1].when: nodes.who.name is string, b.when needs boolean']],
  ],
  [
    'a condition that may be null',
    blueprintOf([
      ask('ok', 'Ok?', { output_schema: { yes: 'boolean?' } }),
      echo('b', 1, { when: '{{ nodes.ok.yes }}' }),
    ]),
    [
      [
        'possibly-null',
        '/nodes/1/when',
        'nodes[1].when: nodes.ok.yes may be null, b.when needs boolean',
        '{{ default(nodes.ok.yes, false) }}',
      ],
    ],
  ],
  [
    'an expression that is a number',
    blueprintOf([who(), { id: 'c', type: 'condition', expression: 'nodes.who.age', then: { nodes: [echo('t')] } }]),
    [
      [
        'type-mismatch',
        '/nodes/1/expression',
        'nodes[1].expression: nodes.who.age is number, c.expression needs boolean',
      ],
    ],
  ],
  [
    'a case that is a list',
    blueprintOf([
      who(),
      { id: 'c', type: 'condition', cases: [{ when: '{{ nodes.who.tags }}', block: { nodes: [echo('t')] } }] },
    ]),
    [
      [
        'type-mismatch',
        '/nodes/1/cases/0/when',
        'nodes[1].cases[0].when: nodes.who.tags is string[], c.cases[0].when needs boolean',
      ],
    ],
  ],
  [
    'values that are never equal',
    blueprintOf([who(), echo('b', 1, { when: 'nodes.who.age == "18"' })]),
    [['type-mismatch', '/nodes/1/when', 'nodes[1].when: nodes.who.age (number) and "18" are never equal']],
  ],
  [
    'items that are an object with one list',
    blueprintOf([who(), loop('{{ nodes.who }}', [echo('a', '{{ row }}')])]),
    [
      [
        'type-mismatch',
        '/nodes/1/items',
        'nodes[1].items: nodes.who is {name: string, age: number, tags: string[], note?: string}, each.items needs list',
        '{{ nodes.who.tags }}',
      ],
    ],
  ],
  [
    'items that are an object with two lists',
    blueprintOf([csv, loop('{{ nodes.csv }}', [echo('a', '{{ row }}')])]),
    [
      [
        'type-mismatch',
        '/nodes/1/items',
        'nodes[1].items: nodes.csv is {rows: {*: string}[], columns: string[], total: integer}, each.items needs list',
      ],
    ],
  ],
  [
    'items that may be null',
    blueprintOf(
      [csv, echo('a'), loop('{{ nodes.csv.rows }}', [echo('z', '{{ row }}')], { dependencies: ['a'] })].map((node) =>
        node.id === 'csv' ? { ...node, ...maybe } : node,
      ),
      flag,
    ),
    [
      [
        'possibly-null',
        '/nodes/2/items',
        'nodes[2].items: nodes.csv may be null, so its field "rows" cannot be read',
        '{{ default(nodes.csv.rows, []) }}',
      ],
    ],
  ],
  [
    'a field that items do not have',
    blueprintOf([loop([{ title: 'a' }], [ask('c', 'About {{ row.titel }}')])]),
    [
      [
        'unknown-field',
        '/nodes/0/body/nodes/0/prompt',
        'nodes[0].body.nodes[0].prompt: row has no field "titel"',
        'About {{ row.title }}',
      ],
    ],
  ],
  [
    'an item that may be null',
    blueprintOf([loop([1, null], [echo('a', '{{ row + 1 }}')])]),
    [
      [
        'possibly-null',
        '/nodes/0/body/nodes/0/tool_args/value',
        'nodes[0].body.nodes[0].tool_args.value: row may be null, which + does not take',
        '{{ default(row, 0) + 1 }}',
      ],
    ],
  ],
  [
    'results of which some may have failed',
    blueprintOf([
      loop([1, 2], [echo('a', '{{ row }}')], { tolerate_failures: 1 }),
      echo('b', '{{ nodes.each.items.map(item, item.value) }}'),
    ]),
    [
      [
        'possibly-null',
        '/nodes/1/tool_args/value',
        'nodes[1].tool_args.value: item may be null, so its field "value" cannot be read',
      ],
    ],
  ],
  [
    'a loop that nothing bounds',
    blueprintOf([csv, loop('{{ nodes.csv.rows }}', [echo('a', '{{ row }}')], null)]),
    [
      [
        'bound-missing',
        '/nodes/1/max_items',
        'nodes[1].max_items is missing: nothing says how long the list may be',
        100,
      ],
    ],
  ],
  [
    'a concurrency that is text',
    blueprintOf([who(), loop([1], [echo('a')], { concurrency: '{{ nodes.who.name }}' })]),
    [
      [
        'type-mismatch',
        '/nodes/1/concurrency',
        'nodes[1].concurrency: nodes.who.name is string, each.concurrency needs number',
      ],
    ],
  ],
  [
    'a time limit that is a list',
    blueprintOf([who(), echo('b', 1, { timeout_s: '{{ nodes.who.tags }}' })]),
    [
      [
        'type-mismatch',
        '/nodes/1/timeout_s',
        'nodes[1].timeout_s: nodes.who.tags is string[], b.timeout_s needs number',
      ],
    ],
  ],
  [
    'an end that is no boolean',
    blueprintOf([recursive({ until: 'state.n' })]),
    [['type-mismatch', '/nodes/0/until', 'nodes[0].until: state.n is integer, again.until needs boolean']],
  ],
  [
    'a field that a state does not have',
    blueprintOf([recursive({ until: 'state.count > 2' })]),
    [['unknown-field', '/nodes/0/until', 'nodes[0].until: state has no field "count"']],
  ],
  [
    'a state that may be null at first',
    blueprintOf([recursive({ state: null, body: { nodes: [echo('one', '{{ state.n + 1 }}')], output: { n: 1 } } })]),
    [
      [
        'possibly-null',
        '/nodes/0/body/nodes/0/tool_args/value',
        'nodes[0].body.nodes[0].tool_args.value: state may be null, so its field "n" cannot be read',
        '{{ default(state.n, 0) + 1 }}',
      ],
    ],
  ],
  [
    'a first state that its schema does not take',
    blueprintOf([recursive({ state: { n: 'zero' }, state_schema: { n: 'integer' } })]),
    [['type-mismatch', '/nodes/0/state', 'nodes[0].state: again.state.n is "zero", it needs integer']],
  ],
  [
    'a next state that its schema does not take',
    blueprintOf([recursive({ state_schema: { n: 'integer', m: 'string' }, state: { n: 0, m: '' } })]),
    [
      [
        'type-mismatch',
        '/nodes/0/body/output/m',
        'nodes[0].body.output.m: again.state_schema.m is missing, it needs string',
      ],
    ],
  ],
  [
    'a next state, of a block that declares none',
    blueprintOf([recursive({ state_schema: { n: 'integer' }, body: { nodes: [echo('one', '{{ state.n }}')] } })]),
    [['type-mismatch', '/nodes/0/body', 'nodes[0].body: its output.n is missing, again.state_schema.n needs integer']],
  ],
  [
    'a fallback that the schema does not take',
    blueprintOf([who({ on_error: { fallback: { name: 'x', age: '{{ "y" }}', tags: [] } } })]),
    [
      [
        'type-mismatch',
        '/nodes/0/on_error/fallback/age',
        'nodes[0].on_error.fallback.age: "y" is "y", who.output_schema.age needs number',
      ],
    ],
  ],
  [
    'a handle block that gives something else',
    blueprintOf([who({ on_error: { handle: { nodes: [echo('h', '{{ failure.code }}')] } } })]),
    [
      [
        'type-mismatch',
        '/nodes/0/on_error/handle',
        'nodes[0].on_error.handle: its output.name is missing, who.output_schema.name needs string',
      ],
    ],
  ],
  [
    'a field that a fallback lacks',
    blueprintOf([tool('s', 'sleep', { ms: 1 }, { on_error: { fallback: {} } }), echo('b', '{{ nodes.s.ms }}')]),
    [
      [
        'unknown-field',
        '/nodes/1/tool_args/value',
        'nodes[1].tool_args.value: Not every form of nodes.s has a field "ms": {} has none',
      ],
    ],
  ],
  [
    'a failure with more than it has',
    blueprintOf([echo('a', 1, { on_error: { handle: { nodes: [echo('h', '{{ failure.reason }}')] } } })]),
    [
      [
        'unknown-field',
        '/nodes/0/on_error/handle/nodes/0/tool_args/value',
        'nodes[0].on_error.handle.nodes[0].tool_args.value: failure has no field "reason"',
      ],
    ],
  ],
  [
    'a structured answer that is a list',
    blueprintOf([ask('say', 'Go.', { output_schema: { type: 'array', items: { type: 'string' } } })]),
    [
      [
        'type-mismatch',
        '/nodes/0/output_schema',
        'nodes[0].output_schema: a structured answer is an object, and this schema takes none',
      ],
    ],
  ],
  [
    'a branch that was not needed',
    blueprintOf([
      { id: 'race', type: 'parallel', join: 'any', branches: { left: { nodes: [who()] }, right: { nodes: [csv] } } },
      echo('b', '{{ nodes.race.branches.left.name }}'),
    ]),
    [
      [
        'possibly-null',
        '/nodes/1/tool_args/value',
        'nodes[1].tool_args.value: nodes.race.branches.left may be null, so its field "name" cannot be read',
        '{{ default(nodes.race.branches.left.name, "") }}',
      ],
    ],
  ],
  [
    'a branch that is not there',
    blueprintOf([
      { id: 'both', type: 'parallel', branches: { left: { nodes: [who()] } } },
      echo('b', '{{ nodes.both.branches.lef.name }}'),
    ]),
    [
      [
        'unknown-field',
        '/nodes/1/tool_args/value',
        'nodes[1].tool_args.value: nodes.both.branches has no field "lef"',
        '{{ nodes.both.branches.left.name }}',
      ],
    ],
  ],
  [
    'a branch of a condition that was not taken',
    blueprintOf(
      [
        { id: 'c', type: 'condition', expression: 'inputs.flag', then: { nodes: [who()] } },
        echo('b', '{{ nodes.c.output.name }}'),
      ],
      flag,
    ),
    [
      [
        'possibly-null',
        '/nodes/1/tool_args/value',
        'nodes[1].tool_args.value: nodes.c.output may be null, so its field "name" cannot be read',
        '{{ default(nodes.c.output.name, "") }}',
      ],
    ],
  ],
  [
    'branches that differ',
    blueprintOf(
      [
        { id: 'c', type: 'condition', expression: 'inputs.flag', then: { nodes: [who()] }, else: { nodes: [csv] } },
        echo('b', '{{ nodes.c.output.name }}'),
      ],
      flag,
    ),
    [
      [
        'unknown-field',
        '/nodes/1/tool_args/value',
        'nodes[1].tool_args.value: Not every form of nodes.c.output has a field "name": {rows: {*: string}[], columns: string[], total: integer} has none',
      ],
    ],
  ],
  [
    'a sum of text and a number',
    reading('{{ nodes.who.name + nodes.who.age }}'),
    [
      [
        'type-mismatch',
        '/nodes/2/tool_args/value',
        'nodes[2].tool_args.value: + needs two numbers, two strings or two lists, got string and number',
      ],
    ],
  ],
  [
    'a function of another kind',
    reading('{{ upper(nodes.who.age) }}'),
    [
      [
        'type-mismatch',
        '/nodes/2/tool_args/value',
        'nodes[2].tool_args.value: nodes.who.age is number, upper() needs string',
      ],
    ],
  ],
  [
    'two faults in two texts',
    reading(['{{ nodes.who.nam }}', { x: '{{ nodes.csv.colums }}' }]),
    [
      [
        'unknown-field',
        '/nodes/2/tool_args/value/0',
        'nodes[2].tool_args.value[0]: nodes.who has no field "nam"',
        '{{ nodes.who.name }}',
      ],
      [
        'unknown-field',
        '/nodes/2/tool_args/value/1/x',
        'nodes[2].tool_args.value[1].x: nodes.csv has no field "colums"',
        '{{ nodes.csv.columns }}',
      ],
    ],
  ],
  [
    'three faults in one text, of which two have a mend',
    reading('{{ nodes.who.nam }}: {{ upper(nodes.who.age) }} {{ nodes.who.note }}'),
    [
      [
        'unknown-field',
        '/nodes/2/tool_args/value',
        'nodes[2].tool_args.value: nodes.who has no field "nam"',
        '{{ nodes.who.name }}: {{ upper(nodes.who.age) }} {{ nodes.who.note }}',
      ],
      [
        'type-mismatch',
        '/nodes/2/tool_args/value',
        'nodes[2].tool_args.value: nodes.who.age is number, upper() needs string',
      ],
      [
        'possibly-null',
        '/nodes/2/tool_args/value',
        'nodes[2].tool_args.value: nodes.who.note may be null, which cannot stand in a text',
        '{{ nodes.who.name }}: {{ upper(nodes.who.age) }} {{ default(nodes.who.note, "") }}',
      ],
    ],
  ],
  [
    'two faults in one expression',
    reading('{{ [nodes.who.nam, nodes.csv.colums] }}'),
    [
      [
        'unknown-field',
        '/nodes/2/tool_args/value',
        'nodes[2].tool_args.value: nodes.who has no field "nam"',
        '{{ [nodes.who.name, nodes.csv.colums] }}',
      ],
      [
        'unknown-field',
        '/nodes/2/tool_args/value',
        'nodes[2].tool_args.value: nodes.csv has no field "colums"',
        '{{ [nodes.who.name, nodes.csv.columns] }}',
      ],
    ],
  ],
  [
    'a misspelt field and, behind it in the text, two misspelt names',
    reading('{{ nodes.who.nam }} {{ nodes.cvs.total }} {{ node.who.name }}'),
    [
      [
        'unknown-reference',
        '/nodes/2/tool_args/value',
        'nodes[2].tool_args.value: there is no node "cvs"',
        '{{ nodes.who.nam }} {{ nodes.csv.total }} {{ node.who.name }}',
      ],
      [
        'unknown-reference',
        '/nodes/2/tool_args/value',
        'nodes[2].tool_args.value: nothing is named "node"',
        '{{ nodes.who.nam }} {{ nodes.csv.total }} {{ nodes.who.name }}',
      ],
      [
        'unknown-field',
        '/nodes/2/tool_args/value',
        'nodes[2].tool_args.value: nodes.who has no field "nam"',
        '{{ nodes.who.name }} {{ nodes.csv.total }} {{ nodes.who.name }}',
      ],
    ],
  ],
  [
    'a fallback that may be null, for an argument',
    blueprintOf([who(), tool('c', 'csv_loader', { path: '{{ default(nodes.who.note, nodes.who.note) }}' })]),
    [
      [
        'possibly-null',
        '/nodes/1/tool_args/path',
        'nodes[1].tool_args.path: default(nodes.who.note, nodes.who.note) may be null, csv_loader.path needs string',
        '{{ default(nodes.who.note, default(nodes.who.note, "")) }}',
      ],
    ],
  ],
  [
    'what is null in any case, for an argument',
    blueprintOf([who(), tool('c', 'csv_loader', { path: '{{ nodes.who.note == null ? nodes.who.note : "x" }}' })]),
    [
      [
        'possibly-null',
        '/nodes/1/tool_args/path',
        'nodes[1].tool_args.path: nodes.who.note == null ? nodes.who.note : "x" may be null, csv_loader.path needs string',
        '{{ default(nodes.who.note == null ? nodes.who.note : "x", "") }}',
      ],
    ],
  ],
  [
    'an input schema that the arguments do not fit',
    blueprintOf([who(), echo('b', '{{ nodes.who.name }}', { input_schema: { value: 'number' } })]),
    [
      [
        'type-mismatch',
        '/nodes/1/tool_args/value',
        'nodes[1].tool_args.value: nodes.who.name is string, b.input_schema.value needs number',
      ],
    ],
  ],
  [
    'a node that never runs, and one behind it',
    blueprintOf([echo('a', 1, { when: 'false' }), echo('b', '{{ nodes.a.value }}'), echo('c')]),
    [
      ['unreachable-node', '/nodes/0/when', 'Node "a" never runs: its condition is false.'],
      ['unreachable-node', '/nodes/1', 'Node "b" never runs: it waits for "a", which never does.'],
    ],
  ],
  [
    'what a node that never runs would have given',
    blueprintOf([
      { id: 'a', type: 'fail', code: 'no', message: 'No.' },
      echo('b', '{{ nodes.a.value }}'),
      echo('c', '{{ upper(default(nodes.b.value, 7)) }}', { join: 'all_settled' }),
    ]),
    [
      ['unreachable-node', '/nodes/1', 'Node "b" never runs: it waits for "a", which always fails.'],
      ['type-mismatch', '/nodes/2/tool_args/value', 'nodes[2].tool_args.value: upper() needs string, got 7'],
    ],
  ],
];

/** All that is said, as in the table. */
function findingsOf(document: JsonValue): readonly Finding[] {
  return diagnosticsOf(document).map(({ code, pointer, message, fix }) => {
    const [operation, ...more] = fix?.patch ?? [];
    if (operation === undefined) return [code, pointer, message];
    expect([more, operation.op === 'remove', operation.path]).toEqual([[], false, pointer]);
    return [code, pointer, message, operation.op === 'remove' ? null : operation.value];
  });
}

describe('a document whose values do not fit is told of', () => {
  it.each(documents)('%s', (_name, document, expected) => {
    expect(findingsOf(document)).toEqual(expected);
  });

  it('is sound again when it takes the only mend of each', () => {
    const mendable = documents.filter(
      ([, , findings]) => findings.length > 0 && findings.every(({ length }) => length > 3),
    );
    expect(mendable.length).toBeGreaterThan(25);
    for (const [name, document] of mendable) {
      const fixes = diagnosticsOf(document).flatMap(({ fix }) => fix?.patch ?? []);
      const mended = applyPatch(document, fixes);
      expect([name, mended.ok ? diagnosticsOf(mended.document) : mended.problem]).toEqual([name, []]);
    }
  });
});
