/** Sound blueprints with the shapes of business workflows that people published for n8n. Written anew for this compiler: the shape is
 *  theirs, no word of them is. */
import { ask, blueprintOf, echo } from '../sample-blueprint.js';
import {
  choose,
  fail,
  flag,
  httpCall,
  integer,
  listOf,
  loop,
  oneOf,
  recordOf,
  sideBySide,
  text,
  textOrNull,
} from './case-notation.js';

const place = recordOf({ id: text, name: text, phone: textOrNull });

/** generate-leads-with-google-maps: each category in each zip code, without repeats, a few rows at a time. */
export const leads = blueprintOf(
  [
    loop('by_zip', '{{ inputs.zips }}', 'zip', {
      nodes: [
        loop(
          'by_category',
          '{{ inputs.categories.filter(c, c.enabled) }}',
          'category',
          {
            nodes: [
              httpCall(
                'places',
                {
                  method: 'POST',
                  url: 'https://maps.example/search',
                  body: { query: '{{ category.name }} in {{ zip }}' },
                },
                recordOf({ places: listOf(place) }, ['places']),
                { retry: { max_attempts: 5, backoff: 'exponential', initial_ms: 1_000 } },
              ),
            ],
            output: "{{ default(nodes.places.body.places, []).map(p, {'id': p.id, 'phone': default(p.phone, '')}) }}",
          },
          { max_items: 10 },
        ),
      ],
      output: '{{ nodes.by_category.items.flatten() }}',
    }),
    echo('unique', { rows: '{{ nodes.by_zip.items.flatten().distinct() }}' }),
    choose('any', {
      expression: 'nodes.by_zip.items.all(rows, rows.size() == 0)',
      then: { nodes: [fail('none', 'no_leads', 'Nothing in {{ inputs.zips.size() }} zip codes.')] },
      else: {
        nodes: [
          loop(
            'write',
            '{{ nodes.by_zip.items.flatten().distinct().chunk(100) }}',
            'rows',
            { nodes: [httpCall('append', { method: 'POST', url: 'https://sheets.example/rows', body: '{{ rows }}' })] },
            { max_items: 50 },
          ),
        ],
      },
    }),
  ],
  {
    inputs: {
      zips: listOf(text, { maxItems: 20 }),
      categories: listOf(recordOf({ name: text, enabled: flag })),
    },
  },
);

const order = recordOf({
  id: integer,
  email: text,
  status: oneOf('paid', 'pending'),
  source: text,
  lines: listOf(recordOf({ sku: text, quantity: integer, price: text }), { maxItems: 200 }),
});

/** n8n-shopify-orders-to-d365: for each paid order its customer, found or made; a sale; its lines, or the sale is undone. */
export const salesOrders = blueprintOf([
  httpCall('orders', { url: 'https://shop.example/orders' }, recordOf({ orders: listOf(order) })),
  loop(
    'each_order',
    "{{ nodes.orders.body.orders.filter(o, o.status == 'paid') }}",
    'order',
    {
      nodes: [
        httpCall(
          'lookup',
          { url: 'https://erp.example/customers?email={{ order.email }}' },
          recordOf({ value: listOf(recordOf({ id: text })) }),
        ),
        choose('customer', {
          expression: 'nodes.lookup.body.value.size() == 0',
          then: {
            nodes: [
              httpCall(
                'create',
                { method: 'POST', url: 'https://erp.example/customers', body: { email: '{{ order.email }}' } },
                recordOf({ id: text }),
              ),
            ],
            output: '{{ nodes.create.body.id }}',
          },
          else: { nodes: [echo('known')], output: '{{ nodes.lookup.body.value[0].id }}' },
        }),
        httpCall(
          'sale',
          {
            method: 'POST',
            url: 'https://erp.example/customers/{{ nodes.customer.output }}/sales',
            body: { pos: "{{ order.source == 'pos' }}" },
          },
          recordOf({ id: text }),
        ),
        loop(
          'lines',
          '{{ order.lines }}',
          'line',
          {
            nodes: [
              httpCall('add_line', {
                method: 'POST',
                url: 'https://erp.example/sales/{{ nodes.sale.body.id }}/lines',
                body: { sku: '{{ line.sku }}', amount: '{{ number(line.price) * line.quantity }}' },
              }),
            ],
          },
          {
            max_items: 200,
            on_error: {
              handle: {
                nodes: [
                  httpCall('undo', { method: 'DELETE', url: 'https://erp.example/sales/{{ nodes.sale.body.id }}' }),
                ],
              },
            },
          },
        ),
      ],
      output: { order: '{{ order.id }}', sale: '{{ nodes.sale.body.id }}' },
    },
    { max_items: 250 },
  ),
]);

/** suspicious_login_detection: three look-ups at once, one of three priorities, one message. */
export const suspiciousLogin = blueprintOf(
  [
    sideBySide('facts', {
      noise: {
        nodes: [
          httpCall(
            'ip',
            { url: 'https://noise.example/{{ inputs.login.ip }}' },
            recordOf({ class: oneOf('malicious', 'benign', 'unknown'), trust: integer }),
          ),
        ],
      },
      agent: {
        nodes: [
          httpCall(
            'agent',
            { url: 'https://agents.example/parse?ua={{ inputs.login.agent }}' },
            recordOf({ browser: text }),
          ),
        ],
      },
      place: {
        nodes: [httpCall('place', { url: 'https://places.example/{{ inputs.login.ip }}' }, recordOf({ city: text }))],
      },
    }),
    echo('high', 'HIGH', { when: "nodes.facts.branches.noise.body.class == 'malicious'" }),
    echo('medium', 'MEDIUM', { when: "nodes.facts.branches.noise.body.class == 'unknown'" }),
    echo('low', 'LOW', {
      when: "nodes.facts.branches.noise.body.class == 'benign' && nodes.facts.branches.noise.body.trust < 2",
    }),
    httpCall(
      'message',
      {
        method: 'POST',
        url: 'https://chat.example/security',
        body: {
          text: "{{ default(nodes.high.value, default(nodes.medium.value, 'low')) }} from {{ nodes.facts.branches.place.body.city }}",
        },
      },
      null,
      { dependencies: ['low'] },
    ),
    choose('new_device', {
      expression: 'nodes.facts.branches.agent.body.browser != inputs.login.last_browser',
      then: { nodes: [ask('mail', 'Tell the user about a login with {{ nodes.facts.branches.agent.body.browser }}.')] },
    }),
  ],
  { inputs: { login: recordOf({ ip: text, agent: text, last_browser: textOrNull }) } },
);
