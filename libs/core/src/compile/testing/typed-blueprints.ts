/** Sound documents whose types hold for a reason that has to be seen: who waits for whom, and what a condition rules out. Never used
 *  outside of specs. */
import type { JsonObject } from '../../json/json-value.js';
import { ask, blueprintOf, echo } from './sample-blueprint.js';
import { flag, person, runSample, sleep, structured } from './typed-nodes.js';

/** By what makes them sound. */
export const typedBlueprints: readonly (readonly [name: string, document: JsonObject])[] = [
  ['a field of a structured answer', blueprintOf([structured('who', person), echo('b', 'Dear {{ nodes.who.name }}')])],
  ['an output of a blueprint that is run', blueprintOf([runSample(), sleep('b', 1, { when: 'nodes.run.done' })])],
  ['any value for an input that takes any', blueprintOf([runSample({ a: '{{ nodes.b }}' }), echo('b')])],
  ['text of an answer without a schema', blueprintOf([ask('say', 'Go.'), ask('more', '{{ nodes.say.text.upper() }}')])],
  [
    'a number of a structured answer for a number',
    blueprintOf([structured('who', { age: 'integer' }), sleep('b', '{{ nodes.who.age }}')]),
  ],
  [
    'a number for an integer, which it may be',
    blueprintOf([structured('who', person), sleep('b', '{{ nodes.who.age * 1000 }}')]),
  ],
  [
    'a reader of a node that may be skipped, which waits for nobody else',
    blueprintOf([structured('who', person, { when: 'inputs.flag' }), echo('b', '{{ nodes.who.name }}')], {
      inputs: flag,
    }),
  ],
  [
    'a reader further down the same way',
    blueprintOf(
      [
        structured('who', person, { when: 'inputs.flag' }),
        echo('b', '{{ nodes.who.name }}'),
        echo('c', '{{ nodes.b.value }} {{ nodes.who.name }}'),
      ],
      { inputs: flag },
    ),
  ],
  [
    'a reader behind two ways that both lead through the node',
    blueprintOf(
      [
        structured('who', person, { when: 'inputs.flag' }),
        echo('left', '{{ nodes.who.name }}', { when: 'nodes.who.age > 18' }),
        echo('right', '{{ nodes.who.age }}', { when: 'nodes.who.age <= 18' }),
        echo('end', '{{ nodes.who.name }}', { dependencies: ['left', 'right'] }),
      ],
      { inputs: flag },
    ),
  ],
  [
    'a reader that runs only when all have completed',
    blueprintOf(
      [
        structured('one', person, { when: 'inputs.flag' }),
        structured('two', person, { when: '!inputs.flag' }),
        echo('b', '{{ nodes.one.name + nodes.two.name }}', { join: 'all_completed' }),
      ],
      { inputs: flag },
    ),
  ],
  [
    'a reader inside of a container that waits for the node',
    blueprintOf(
      [
        structured('who', person, { when: 'inputs.flag' }),
        { id: 'g', type: 'group', nodes: [echo('b', '{{ nodes.who.name }}')] },
      ],
      { inputs: flag },
    ),
  ],
  [
    'a condition of its own that rules null out',
    blueprintOf(
      [
        structured('who', person, { when: 'inputs.flag' }),
        echo('a'),
        echo('b', '{{ nodes.who.name }}', { dependencies: ['a'], when: 'nodes.who != null' }),
      ],
      { inputs: flag },
    ),
  ],
  [
    'a condition of a container that rules null out for all inside',
    blueprintOf([
      structured('who', person),
      {
        id: 'g',
        type: 'group',
        when: 'nodes.who.note != null',
        nodes: [ask('b', 'Mind {{ nodes.who.note }}'), echo('c', '{{ nodes.who.note.upper() }}')],
      },
    ]),
  ],
  [
    'a condition that cannot fail, also after a failure',
    blueprintOf([
      structured('who', person),
      ask('b', '{{ nodes.who.note }}', {
        when: 'nodes.who.note != null',
        on_error: { fallback: { text: '{{ nodes.who.note.upper() }}' } },
      }),
    ]),
  ],
  [
    'default where a node may be skipped',
    blueprintOf(
      [
        structured('who', person, { when: 'inputs.flag' }),
        echo('a'),
        echo('b', '{{ default(nodes.who.name, "nobody") }}', { dependencies: ['a'] }),
      ],
      { inputs: flag },
    ),
  ],
  [
    'a choice between null and not',
    blueprintOf([
      structured('who', person, { on_error: 'continue' }),
      echo('b', '{{ nodes.who == null ? "nobody" : nodes.who.name }}'),
    ]),
  ],
];
