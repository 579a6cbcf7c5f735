/** Sound blueprints with the shapes of Argo, Amazon States Language, GitHub Actions, Dify, Flowise and Serverless Workflow samples.
 *  Written anew for this compiler: the shape is theirs, no word of them is. */
import { ask, blueprintOf, echo } from '../sample-blueprint.js';
import { flag, httpCall, integer, listOf, loop, number, recordOf, text, textOrNull } from './case-notation.js';

/** gha/argo-workflows release: a matrix of builds, one build more, a push after both, and a report in any case. */
export const release = blueprintOf(
  [
    loop('platforms', ['linux/amd64', 'linux/arm64'], 'platform', {
      nodes: [
        loop(
          'targets',
          ['controller', 'cli'],
          'target',
          {
            nodes: [
              httpCall('build', { url: 'https://ci.example/{{ platform }}/{{ target }}' }, recordOf({ digest: text })),
            ],
            output: '{{ nodes.build.body.digest }}',
          },
          { concurrency: 2 },
        ),
      ],
      output: '{{ nodes.targets.items }}',
    }),
    httpCall('windows', { url: 'https://ci.example/windows' }, recordOf({ digest: text }), { when: 'inputs.windows' }),
    httpCall('push', {
      method: 'POST',
      url: 'https://ci.example/push',
      body: {
        digests: '{{ nodes.platforms.items.flatten() + (nodes.windows == null ? [] : [nodes.windows.body.digest]) }}',
      },
    }),
    echo('report', 'windows {{ runs.windows.status }}, push {{ runs.push.status }}', { join: 'all_settled' }),
  ],
  { inputs: { windows: flag } },
);

const when = (id: string, value: string, condition: string) => echo(id, value, { when: condition });

/** dify: two switches, and of each what it gave. */
export const aggregated = blueprintOf(
  [
    when('on1', 'switch 1 on', 'inputs.switch1 == 1'),
    when('off1', 'switch 1 off', 'inputs.switch1 != 1'),
    when('on2', 'switch 2 on', 'inputs.switch2 == 1'),
    when('off2', 'switch 2 off', 'inputs.switch2 != 1'),
    echo(
      'agg',
      {
        group1: '{{ default(nodes.on1.value, nodes.off1) }}',
        group2: "{{ default(nodes.on2.value, default(nodes.off2.value, 'none')) }}",
      },
      { join: 'none_failed' },
    ),
  ],
  { inputs: { switch1: integer, switch2: integer }, outputs: { group2: '{{ nodes.agg.value.group2 }}' } },
);

/** flowise: two model calls for each of two items, then one over all. */
export const iterations = blueprintOf(
  [
    loop('each', [{ item: 'abc' }, { item: 'def' }], 'entry', {
      nodes: [ask('llm_0', '{{ inputs.question }}: {{ entry.item }}'), ask('llm_1', 'Shorter: {{ nodes.llm_0.text }}')],
    }),
    ask('closing', "Of these: {{ nodes.each.items.map(a, a.text).join('; ') }}"),
  ],
  { inputs: { question: text } },
);

/** sw/for.yaml and sw/try-catch: check up pets until one has no vet; a failed check-up gets a note in its place. */
export const checkUps = blueprintOf(
  [
    loop(
      'pets',
      '{{ inputs.pets.filter(p, p.vet != null) }}',
      'pet',
      {
        nodes: [
          httpCall(
            'visit',
            { url: 'https://pets.example/{{ pet.id }}/visit?vet={{ pet.vet }}' },
            recordOf({ weight: number }),
            {
              retry: { on: ['http-status'], max_attempts: 5, initial_ms: 3_000 },
              on_error: {
                handle: {
                  nodes: [echo('note', '{{ failure.message }}')],
                  output: { status: 0, headers: {}, body: { weight: 0 } },
                },
              },
            },
          ),
        ],
        output: '{{ nodes.visit.body.weight }}',
      },
      { max_items: 30 },
    ),
    echo('heaviest', '{{ nodes.pets.items.max() }} kg, {{ round(nodes.pets.items.sum(), 1) }} kg in all'),
  ],
  { inputs: { pets: listOf(recordOf({ id: integer, vet: textOrNull })) } },
);
