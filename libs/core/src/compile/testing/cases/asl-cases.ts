/** Sound blueprints with the shapes of Step Functions samples (Amazon States Language). Written anew for this compiler: the shape is
 *  theirs, no word of them is. */
import { ask, blueprintOf, echo } from '../sample-blueprint.js';
import {
  choose,
  fail,
  flag,
  group,
  httpCall,
  listOf,
  loop,
  number,
  recordOf,
  repeat,
  sideBySide,
  text,
  textOrNull,
} from './case-notation.js';

const page = recordOf({ items: listOf(recordOf({ name: text, started_at: text })), next: textOrNull });

/** asl/pagination-loop: page after page into one list, until no page names a next one. */
export const pages = blueprintOf(
  [
    repeat(
      'all_pages',
      { next: null, found: [] },
      {
        nodes: [httpCall('page', { url: "https://api.example/items?after={{ default(state.next, '') }}" }, page)],
        output: { next: '{{ nodes.page.body.next }}', found: '{{ state.found + nodes.page.body.items }}' },
      },
      'state.next == null',
      { max_iterations: 100 },
    ),
  ],
  { outputs: { names: '{{ nodes.all_pages.state.found.map(f, f.name) }}', pages: '{{ nodes.all_pages.iterations }}' } },
);

const booking = (id: string, what: string) =>
  httpCall(
    id,
    { method: 'POST', url: `https://travel.example/${what}`, body: { trip: '{{ inputs.trip }}' } },
    recordOf({ id: text }),
  );

const cancelling = (id: string, what: string, more = {}) =>
  httpCall(id, { method: 'DELETE', url: `https://travel.example/${what}/{{ inputs.trip }}` }, null, more);

/** asl/saga-pattern-sam: three bookings in a row; when one fails, all of them are cancelled backwards and the trip fails by name. */
export const travel = blueprintOf(
  [
    group(
      'reserve',
      [
        booking('flight', 'flights'),
        { ...booking('car', 'cars'), dependencies: ['flight'] },
        { ...booking('pay', 'payments'), dependencies: ['car'] },
      ],
      {
        output: { flight: '{{ nodes.flight.body.id }}', paid: '{{ nodes.pay.body.id }}' },
        on_error: {
          handle: {
            nodes: [
              cancelling('refund', 'payments'),
              cancelling('cancel_car', 'cars', { dependencies: ['refund'] }),
              cancelling('cancel_flight', 'flights', { dependencies: ['cancel_car'] }),
              fail('gone', 'trip_cancelled', 'Because of {{ failure.code }} at {{ failure.path }}.', {
                dependencies: ['cancel_flight'],
              }),
            ],
          },
        },
      },
    ),
    echo('confirm', 'Flight {{ nodes.reserve.flight }}, payment {{ nodes.reserve.paid }}'),
  ],
  { inputs: { trip: text } },
);

/** asl/distributed-map-csv-iterator: every row of a file, many at a time. */
export const csvRows = blueprintOf(
  [
    { id: 'load', type: 'tool', tool_name: 'csv_loader', tool_args: { path: '{{ inputs.file }}', limit: 500 } },
    loop(
      'rows',
      '{{ nodes.load.rows }}',
      'row',
      {
        nodes: [
          {
            id: 'price',
            type: 'tool',
            tool_name: 'pricing_strategy',
            tool_args: { cost: "{{ row['Unit Price'] }}", margin_percent: '{{ inputs.margin }}' },
          },
          ask('copy', 'Describe {{ row.Name }} for {{ nodes.price.price }} USD.', {
            output_schema: { title: 'string', tags: 'string[]' },
          }),
        ],
        output: { title: '{{ nodes.copy.title }}', price: '{{ nodes.price.price }}', tags: '{{ nodes.copy.tags }}' },
      },
      { max_items: 500, concurrency: 100, tolerate_failures: '10%' },
    ),
    { id: 'sum', type: 'tool', tool_name: 'aggregator', tool_args: { results: '{{ nodes.rows.items }}' } },
  ],
  {
    inputs: { file: text, margin: { ...number, default: 25 } },
    outputs: {
      columns: "{{ nodes.load.columns.join(' | ') }}",
      success: '{{ nodes.sum.success }} of {{ nodes.load.total }}',
    },
  },
);

/** asl/inventory-management: two questions about one stock, asked at once; the numbers come as texts. */
export const stock = blueprintOf(
  [
    echo('product', { id: '{{ inputs.item.id }}', label: 'Product {{ inputs.item.id }}' }),
    sideBySide('levels', {
      low: {
        nodes: [
          choose('below', {
            expression: 'number(inputs.item.stock) <= number(inputs.item.threshold)',
            then: {
              nodes: [ask('alert', 'Order more of {{ nodes.product.value.id }}: {{ inputs.item.stock }} left.')],
            },
          }),
        ],
        output: '{{ nodes.below.branch }}',
      },
      none: { nodes: [echo('gone', '{{ inputs.item.id }} is out of stock', { when: "inputs.item.stock == '0'" })] },
    }),
  ],
  {
    inputs: { item: recordOf({ id: text, stock: text, threshold: text }) },
    outputs: {
      ordered: "{{ nodes.levels.branches.low == 'then' }}",
      note: "{{ default(nodes.levels.branches.none.value, 'in stock') }}",
    },
  },
);

const vote = (id: string) => ({
  nodes: [httpCall(id, { url: `https://votes.example/${id}` }, recordOf({ ok: flag }))],
});

/** asl/quorum-with-parallel-pattern: enough when two of three have answered. */
export const quorum = blueprintOf(
  [sideBySide('votes', { one: vote('p1'), two: vote('p2'), three: vote('p3') }, { join: { at_least: 2 } })],
  {
    outputs: {
      yes: '{{ nodes.votes.branches.values().filter(v, v != null && v.body.ok).size() }}',
      first: '{{ default(nodes.votes.branches.one.body.ok, false) }}',
      who: "{{ nodes.votes.completed.join(' and ') }}",
    },
  },
);
