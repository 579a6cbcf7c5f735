/** Sound blueprints with the shapes of workflows that people published for n8n. Written anew for this compiler: the shape is theirs, no
 *  word of them is. */
import { ask, blueprintOf, echo } from '../sample-blueprint.js';
import {
  choose,
  flag,
  group,
  httpCall,
  integer,
  listOf,
  loop,
  number,
  recordOf,
  sleep,
  text,
  textOrNull,
} from './case-notation.js';

/** 1605: a chat command; one of them calls an API for each city and tells what could not be had. */
export const weatherBot = blueprintOf(
  [
    choose('command', {
      cases: [
        {
          when: "inputs.message.text == '/start'",
          block: { nodes: [echo('greet')], output: 'Hello {{ inputs.message.from }}' },
        },
        {
          when: "inputs.message.text.startsWith('/getweather')",
          block: {
            nodes: [
              loop(
                'cities',
                [
                  { name: 'Oslo', lat: 59.91, lon: 10.75 },
                  { name: 'Rome', lat: 41.89, lon: 12.51 },
                ],
                'city',
                {
                  nodes: [
                    httpCall(
                      'weather',
                      { url: 'https://weather.example/now?lat={{ city.lat }}&lon={{ city.lon }}' },
                      recordOf({ temperature: number, sky: text }),
                      { on_error: 'continue' },
                    ),
                  ],
                  output: {
                    name: '{{ city.name }}',
                    degrees: '{{ nodes.weather == null ? null : round(nodes.weather.body.temperature, 1) }}',
                  },
                },
                { concurrency: 2 },
              ),
              choose('told', {
                expression: 'nodes.cities.items.exists(c, c.degrees == null)',
                then: { nodes: [echo('sorry')], output: 'The weather service does not answer.' },
                else: {
                  nodes: [echo('lines', "{{ nodes.cities.items.map(c, c.name + ': ' + string(c.degrees)) }}")],
                  output: "{{ nodes.cities.items.map(c, c.name + ': ' + string(c.degrees)).join('\\n') }}",
                },
              }),
            ],
            output: '{{ nodes.told.output }}',
          },
        },
      ],
      else: { nodes: [echo('wrong')], output: 'I know /start and /getweather.' },
    }),
    httpCall('send', {
      method: 'POST',
      url: 'https://chat.example/messages',
      body: { to: '{{ inputs.message.from }}', text: '{{ nodes.command.output }}' },
    }),
  ],
  { inputs: { message: recordOf({ text, from: text }) }, outputs: { said: '{{ nodes.command.output.trim() }}' } },
);

/** 1749: a message to each of many, in batches with a pause, then one to their merchant. */
export const batches = blueprintOf([
  httpCall(
    'people',
    { url: 'https://crm.example/people' },
    listOf(recordOf({ id: integer, name: text, notes: textOrNull })),
  ),
  loop(
    'in_batches',
    '{{ nodes.people.body.chunk(5) }}',
    'batch',
    {
      nodes: [
        loop(
          'each',
          '{{ batch }}',
          'person',
          {
            nodes: [
              httpCall('message', {
                method: 'POST',
                url: 'https://crm.example/people/{{ person.id }}/messages',
                body: { text: "Dear {{ person.name }}. {{ default(person.notes, '') }}" },
              }),
            ],
          },
          { max_items: 5 },
        ),
        sleep('breathe', 2_000, { dependencies: ['each'] }),
      ],
      output: '{{ nodes.each.items.size() }}',
    },
    { max_items: 200 },
  ),
  echo('finished', '{{ nodes.in_batches.items.sum() }} messages in {{ nodes.in_batches.items.size() }} batches'),
]);

const question = recordOf({ text, needs_model: flag, template: text });

/** 2434: some answers are a template filled in, others a model's; all of them make one document. */
export const questionnaire = blueprintOf(
  [
    loop('answers', '{{ inputs.questions }}', 'question', {
      nodes: [
        choose('answer', {
          expression: 'question.needs_model',
          then: {
            nodes: [ask('write', 'For {{ inputs.service }}: {{ question.text }}')],
            output: '{{ nodes.write.text }}',
          },
          else: { nodes: [echo('fill')], output: "{{ question.template.replace('[service]', inputs.service) }}" },
        }),
      ],
      output: { question: '{{ question.text }}', answer: '{{ nodes.answer.output }}' },
    }),
    echo('document', "{{ nodes.answers.items.map(a, '## ' + a.question + '\\n' + a.answer).join('\\n\\n') }}"),
  ],
  { inputs: { service: text, questions: listOf(question, { maxItems: 40 }) } },
);

/** hacker-news-to-video: the newest stories, those of interest made into a post; a story that fails is left out. */
export const stories = blueprintOf([
  httpCall(
    'newest',
    { url: 'https://news.example/newest' },
    listOf(recordOf({ title: text, url: textOrNull, points: integer })),
  ),
  loop(
    'each_story',
    '{{ nodes.newest.body.slice(0, 50) }}',
    'story',
    {
      nodes: [
        ask('analyse', "{{ story.title }} ({{ default(story.url, 'no link') }})", {
          output_schema: recordOf({ summary: text, related: flag, images: listOf(text) }),
          on_error: 'continue',
        }),
        group(
          'produce',
          [
            ask('script', 'Make a script of: {{ nodes.analyse.summary }}'),
            httpCall('render', {
              method: 'POST',
              url: 'https://video.example/render',
              body: { script: '{{ nodes.script.text }}', image: "{{ default(nodes.analyse.images.first(), 'none') }}" },
            }),
          ],
          { when: 'nodes.analyse != null && nodes.analyse.related', output: '{{ nodes.script.text }}' },
        ),
      ],
      output: '{{ nodes.produce }}',
    },
    { max_items: 50, tolerate_failures: 5 },
  ),
  echo('posts', "{{ nodes.each_story.items.filter(p, p != null).join('\\n---\\n') }}"),
]);

const page = recordOf({ id: text, name: text, notes: textOrNull });

/** docsify-example: a page for each workflow, with what a model says of it, else its own notes, else nothing. */
export const describedPages = blueprintOf([
  httpCall('workflows', { url: 'https://docs.example/workflows' }, listOf(page, { maxItems: 20 })),
  loop(
    'pages',
    '{{ nodes.workflows.body }}',
    'page',
    {
      nodes: [
        ask('describe', 'What does {{ page.name }} do?', { on_error: 'continue' }),
        choose('content', {
          cases: [
            {
              when: 'nodes.describe != null',
              block: {
                nodes: [echo('described', '{{ nodes.describe.text }}')],
                output: '{{ nodes.described.value.trim() }}',
              },
            },
            {
              when: 'page.notes != null',
              block: { nodes: [echo('noted', '{{ page.notes.trim() }}')], output: '{{ nodes.noted.value }}' },
            },
          ],
          else: { nodes: [echo('blank')], output: 'No description' },
        }),
        choose('counted', {
          expression: 'nodes.describe == null',
          then: { nodes: [echo('none', 0)] },
          else: { nodes: [echo('length', '{{ nodes.describe.text.size() }}')] },
        }),
      ],
      output: '# {{ page.name }} ({{ nodes.counted.output.value }})\n{{ nodes.content.output }}',
    },
    { max_items: 20 },
  ),
  echo('site', "{{ nodes.pages.items.join('\\n') }}"),
]);
