/** Sound blueprints with the shapes of Argo's examples. Written anew for this compiler: the shape is
 *  theirs, no word of them is. */
import { ask, blueprintOf, echo } from '../sample-blueprint.js';
import { httpCall, integer, loop, oneOf, recordOf, text } from './case-notation.js';

/** argo/conditional-parameters.yaml: two nodes of which one runs, and an output taken from that one. */
export const coinFlip = blueprintOf(
  [
    ask('flip', 'Heads or tails?', { output_schema: recordOf({ side: oneOf('heads', 'tails') }) }),
    echo('heads', 'It was heads.', { when: "nodes.flip.side == 'heads'" }),
    echo('tails', 'It was tails.', { when: "nodes.flip.side == 'tails'" }),
  ],
  {
    outputs: {
      result: "{{ nodes.flip.side == 'heads' ? default(nodes.heads.value, '') : default(nodes.tails.value, '') }}",
      loud: "{{ nodes.heads != null ? nodes.heads.value : 'Not heads.' }}",
      whole: '{{ nodes.tails }}',
    },
  },
);

/** argo/dag-enhanced-depends.yaml: one of the diamond's sides fails; who waits for it, who goes on, who only looks. */
export const diamond = blueprintOf([
  echo('a'),
  echo('b', 1, { dependencies: ['a'] }),
  httpCall('c', { url: 'https://api.example/c' }, recordOf({ id: text }), {
    dependencies: ['a'],
    on_error: { fallback: { status: 0, headers: {}, body: { id: 'none' } } },
  }),
  echo('looks', 'c has {{ runs.c.status }} after {{ runs.c.attempts }} attempts', { dependencies: ['a'] }),
  echo('either', 2, { dependencies: ['b', 'c'], join: 'any' }),
  echo('both', '{{ nodes.c.body.id }}', { dependencies: ['b'] }),
  echo('settled', 3, { dependencies: ['either', 'both'], join: 'all_settled' }),
]);

/** argo/exit-handlers.yaml: a last node for good news and one for bad. */
export const exitHandler = blueprintOf([ask('work', 'Do it: {{ inputs.what }}')], {
  inputs: { what: text },
  finally: {
    nodes: [
      echo('notify', '{{ execution.id }} is {{ execution.status }}.'),
      echo('celebrate', 'Hooray', { when: "execution.status == 'completed'" }),
      echo('cry', "{{ default(runs.work.failure.message, '') }}", { when: "execution.status != 'completed'" }),
    ],
  },
});

/** argo/map-reduce.yaml: split into parts, map each, add up. */
export const mapReduce = blueprintOf(
  [
    loop(
      'map',
      '{{ range(inputs.parts) }}',
      'part',
      { nodes: [echo('one', '{{ part }}')], output: '{{ (part + 1) * 10 }}' },
      { max_items: 100, concurrency: '{{ inputs.parts }}' },
    ),
    echo('reduce', 'Sum {{ nodes.map.items.sum() }}, greatest {{ nodes.map.items.max() }}'),
  ],
  {
    inputs: { parts: { type: 'integer', minimum: 1, maximum: 100, default: 4 } },
    outputs: { mean: '{{ nodes.map.items.sum() / inputs.parts }}' },
  },
);

/** argo/loops-maps.yaml: items that are objects. */
export const images = blueprintOf([
  loop(
    'each',
    [
      { image: 'debian', tag: '9.1' },
      { image: 'alpine', tag: '3.6' },
    ],
    'item',
    {
      nodes: [
        httpCall(
          'pull',
          { url: 'https://images.example/{{ item.image }}/{{ item.tag }}' },
          recordOf({ bytes: integer, digest: text }),
        ),
      ],
      output: '{{ nodes.pull.body }}',
    },
  ),
  echo('largest', '{{ nodes.each.items.sort_by(i, i.bytes).last() }}'),
]);
