/** Mistakes with values that may not be there: of nodes that are skipped or fail, of branches that are not taken, of optional fields. */
import { patch } from '../sample-blueprint.js';
import { diamond } from './argo-cases.js';
import { pages, quorum } from './asl-cases.js';
import { fanOut, optionalFirst, pollReport, undoOrder } from './conductor-cases.js';
import { gradedSearch, routedRequest } from './conductor-model-cases.js';
import { choicesSideBySide, lastWords } from './kestra-cases.js';
import { mistake, slip, type Mistake } from './mistake.js';
import { leads, suspiciousLogin } from './n8n-business-cases.js';
import { batches, questionnaire, stories, weatherBot } from './n8n-cases.js';
import { checkUps, release } from './other-cases.js';

const answered = '/nodes/1/tool_args/value';
const windows = 'nodes.windows == null ? [] : [nodes.windows.body.digest]';

/** Values that may not be there. */
export const nullMistakes: readonly Mistake[] = [
  slip(
    'a node that may fail, in a text',
    optionalFirst,
    '/nodes/1/prompt',
    ["default(nodes.t1.body.op, 'nothing')", 'nodes.t1.body.op'],
    'possibly-null',
    { text: 'Go on with {{ default(nodes.t1.body.op, "") }} and {{ inputs.param2 }}.' },
  ),
  slip(
    'a node that may be skipped, in the outputs',
    undoOrder,
    '/outputs/release_status',
    ['default(nodes.release.status, 0)', 'nodes.release.status'],
    'possibly-null',
    'as before',
  ),
  slip(
    'an item that may have failed',
    fanOut,
    '/nodes/2/tool_args/value/ids',
    ['.filter(r, r != null)', ''],
    'possibly-null',
    { text: '{{ nodes.fan_out.items.map(r, default(r.id, "")) }}' },
  ),
  slip(
    'a number of an item that may have failed',
    fanOut,
    '/nodes/2/tool_args/value/total_ms',
    ['default(r.took_ms, 0)', 'r.took_ms'],
    'possibly-null',
    'as before',
  ),
  slip(
    'a branch that may choose nothing',
    choicesSideBySide,
    answered,
    ["default(nodes.all.branches.one.output.value, 'not one')", 'nodes.all.branches.one.output.value'],
    'possibly-null',
    { text: '{{ nodes.all.completed.join(\', \') }}: {{ default(nodes.all.branches.one.output.value, "") }}' },
  ),
  slip(
    'a branch that may be cancelled',
    quorum,
    '/outputs/first',
    ['default(nodes.votes.branches.one.body.ok, false)', 'nodes.votes.branches.one.body.ok'],
    'possibly-null',
    'as before',
  ),
  slip(
    'a branch that may be cancelled, among all',
    quorum,
    '/outputs/yes',
    ['v != null && v.body.ok', 'v.body.ok'],
    'possibly-null',
    { text: '{{ nodes.votes.branches.values().filter(v, default(v.body.ok, false)).size() }}' },
  ),
  slip(
    'a node that may fail, for a number',
    weatherBot,
    '/nodes/0/cases/1/block/nodes/0/body/output/degrees',
    ['nodes.weather == null ? null : round(', 'round('],
    'possibly-null',
    { text: '{{ round(default(nodes.weather.body.temperature, 0), 1) }}' },
  ),
  slip(
    'a node that may be skipped, in a list',
    release,
    '/nodes/2/tool_args/body/digests',
    [windows, '[nodes.windows.body.digest]'],
    'possibly-null',
    { text: '{{ nodes.platforms.items.flatten() + ([default(nodes.windows.body.digest, "")]) }}' },
  ),
  slip(
    'a null taken the wrong way round',
    release,
    '/nodes/2/tool_args/body/digests',
    ['nodes.windows == null', 'nodes.windows != null'],
    'possibly-null',
  ),
  slip(
    'a node before finally, which may not have run',
    lastWords,
    '/finally/nodes/1/branches/inner/nodes/0/nodes/0/tool_args/value',
    ["default(nodes.work.body.id, 'no id')", 'nodes.work.body.id'],
    'possibly-null',
    { text: '{{ default(nodes.work.body.id, "") }}' },
  ),
  slip(
    'a failure that may not be there',
    lastWords,
    '/finally/nodes/0/tool_args/value',
    ['default(runs.work.failure.code, "-")', 'runs.work.failure.code'],
    'possibly-null',
    { text: '{{ default(runs.work.failure.code, "") }}: {{ default(runs.work.failure.message, "-") }}' },
  ),
  slip(
    'a field that may be null, in a text',
    stories,
    '/nodes/1/body/nodes/0/prompt',
    ["default(story.url, 'no link')", 'story.url'],
    'possibly-null',
    { text: '{{ story.title }} ({{ default(story.url, "") }})' },
  ),
  slip(
    'a field that may be null, in an argument',
    batches,
    '/nodes/1/body/nodes/0/body/nodes/0/tool_args/body/text',
    ["default(person.notes, '')", 'person.notes'],
    'possibly-null',
    { text: 'Dear {{ person.name }}. {{ default(person.notes, "") }}' },
  ),
  slip(
    'a state that begins as null, in a text',
    pages,
    '/nodes/0/body/nodes/0/tool_args/url',
    ["default(state.next, '')", 'state.next'],
    'possibly-null',
    { text: 'https://api.example/items?after={{ default(state.next, "") }}' },
  ),
  slip(
    'a null in the message of a failure',
    pollReport,
    '/nodes/2/else/nodes/0/message',
    ["default(nodes.poll.state.error, 'nobody said why')", 'nodes.poll.state.error'],
    'possibly-null',
    { text: 'It failed: {{ default(nodes.poll.state.error, "") }}' },
  ),
  slip(
    'a field that may be absent',
    leads,
    '/nodes/0/body/nodes/0/body/output',
    ['default(nodes.places.body.places, [])', 'nodes.places.body.places'],
    'possibly-null',
    'as before',
  ),
  mistake('items that were not filtered', checkUps, patch.replace('/nodes/0/items', '{{ inputs.pets }}'), [
    'possibly-null',
    '/nodes/0/body/nodes/0/tool_args/url',
    patch.replace(
      '/nodes/0/body/nodes/0/tool_args/url',
      'https://pets.example/{{ pet.id }}/visit?vet={{ default(pet.vet, "") }}',
    ),
  ]),
  slip(
    'a condition on a node that may fail',
    stories,
    '/nodes/1/body/nodes/1/when',
    ['nodes.analyse != null && ', ''],
    'possibly-null',
    { text: 'default(nodes.analyse.related, false)' },
  ),
  slip(
    'the output of one of several, in a text',
    suspiciousLogin,
    '/nodes/4/tool_args/body/text',
    ["default(nodes.medium.value, 'low')", 'nodes.low.value'],
    'possibly-null',
    {
      text: '{{ default(nodes.high.value, default(nodes.low.value, "")) }} from {{ nodes.facts.branches.place.body.city }}',
    },
  ),
  mistake('a fallback that was taken away', diamond, patch.replace('/nodes/2/on_error', 'continue'), [
    'possibly-null',
    '/nodes/5/tool_args/value',
    patch.replace('/nodes/5/tool_args/value', '{{ default(nodes.c.body.id, "") }}'),
  ]),
  mistake('a choice without its else, asked for text', gradedSearch, patch.remove('/nodes/1/else'), [
    'possibly-null',
    '/outputs/answer',
    patch.replace('/outputs/answer', '{{ default(nodes.route.output, "").trim() }}'),
  ]),
  mistake('a choice without its else, asked for a field', routedRequest, patch.remove('/nodes/1/else'), [
    'possibly-null',
    '/outputs/answer',
    patch.replace('/outputs/answer', '{{ default(nodes.route.output.text, "") }}'),
  ]),
  mistake('a choice without its else, in a loop', questionnaire, patch.remove('/nodes/0/body/nodes/0/else'), [
    'possibly-null',
    answered,
    patch.replace(
      answered,
      "{{ nodes.answers.items.map(a, '## ' + a.question + '\\n' + default(a.answer, \"\")).join('\\n\\n') }}",
    ),
  ]),
  slip(
    'a null where a text or a number is taken',
    batches,
    '/nodes/1/body/nodes/0/body/nodes/0/tool_args/body/text',
    ["default(person.notes, '')", 'number(person.notes)'],
    'possibly-null',
  ),
  mistake('a state that does not begin whole', pages, patch.remove('/nodes/0/state/found'), [
    'unknown-field',
    '/nodes/0/body/output/found',
  ]),
];
