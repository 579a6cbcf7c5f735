/** Mistakes with values of another kind than is needed. */
import { patch } from '../sample-blueprint.js';
import { images, mapReduce } from './argo-cases.js';
import { csvRows, stock } from './asl-cases.js';
import { fanOut, pollReport, twoCounters, undoOrder } from './conductor-cases.js';
import { twoReviewers } from './conductor-model-cases.js';
import { countedWait, patientCall } from './kestra-cases.js';
import { mistake, slip, type Mistake } from './mistake.js';
import { leads, salesOrders } from './n8n-business-cases.js';
import { batches, questionnaire, weatherBot } from './n8n-cases.js';
import { checkUps, iterations, release } from './other-cases.js';

const margin = '/nodes/1/body/nodes/0/tool_args/margin_percent';
const handled = '/nodes/0/body/nodes/0/on_error/handle/output';
const pause = '/nodes/1/body/nodes/0/tool_args/ms';

/** Values of another kind than is needed. */
export const kindMistakes: readonly Mistake[] = [
  slip('items that are an object', fanOut, '/nodes/1/items', ['body.jobs', 'body'], 'type-mismatch', 'as before'),
  slip(
    'items that are the output of a loop',
    batches,
    '/nodes/1/body/nodes/0/items',
    ['batch', 'batch.size()'],
    'type-mismatch',
  ),
  slip('items that are the whole output of a tool', csvRows, '/nodes/1/items', ['load.rows', 'load'], 'type-mismatch'),
  slip(
    'a loop read as if it were its list',
    fanOut,
    '/nodes/2/tool_args/value/ids',
    ['fan_out.items', 'fan_out'],
    'type-mismatch',
  ),
  slip(
    'a loop given for its list to a tool',
    csvRows,
    '/nodes/2/tool_args/results',
    ['rows.items', 'rows'],
    'type-mismatch',
  ),
  slip(
    'a condition that is a text',
    undoOrder,
    '/nodes/0/when',
    ["inputs.ended.exists(t, t.name == 'charge' && t.status == 'COMPLETED')", 'inputs.reason'],
    'type-mismatch',
  ),
  slip(
    'a condition that is a list',
    weatherBot,
    '/nodes/0/cases/1/block/nodes/1/expression',
    ['nodes.cities.items.exists(c, c.degrees == null)', 'nodes.cities.failures'],
    'type-mismatch',
  ),
  slip(
    'an end that is a number',
    twoCounters,
    '/nodes/0/until',
    ['state >= inputs.times', 'state - inputs.times'],
    'type-mismatch',
  ),
  slip(
    'the condition of a filter that is a text',
    leads,
    '/nodes/0/body/nodes/0/items',
    ['c.enabled', 'c.name'],
    'type-mismatch',
  ),
  mistake('a text for a number of milliseconds', pollReport, patch.replace(pause, '{{ inputs.dataset }}'), [
    'type-mismatch',
    pause,
  ]),
  mistake(
    'a cell of a file for a number',
    csvRows,
    [...patch.replace(margin, '{{ row.Margin }}'), ...patch.add('/outputs/margin', '{{ inputs.margin }}')],
    ['type-mismatch', margin],
  ),
  slip(
    'a list for a cost',
    csvRows,
    '/nodes/1/body/nodes/0/tool_args/cost',
    ["row['Unit Price']", 'nodes.load.columns'],
    'type-mismatch',
  ),
  slip(
    'a text for a time limit',
    patientCall,
    '/nodes/1/timeout_s',
    ['nodes.work.body.seconds + 1', 'nodes.work.headers'],
    'type-mismatch',
  ),
  slip(
    'a text for a concurrency',
    mapReduce,
    '/nodes/0/concurrency',
    ['inputs.parts', 'string(inputs.parts)'],
    'type-mismatch',
  ),
  slip(
    'a number for a header',
    patientCall,
    '/nodes/0/tool_args/headers/x-attempt',
    ['Attempt {{ attempt }}.', '{{ attempt }}'],
    'type-mismatch',
    { text: '{{ string(attempt) }}' },
  ),
  slip(
    'a number added to a text',
    weatherBot,
    '/nodes/0/cases/1/block/nodes/1/else/output',
    ['string(c.degrees)', 'c.degrees'],
    'type-mismatch',
  ),
  slip(
    'a list added to a text',
    twoReviewers,
    '/nodes/1/prompt',
    ["'- ' + i", "'- ' + nodes.review.completed"],
    'type-mismatch',
  ),
  slip(
    'a product of texts',
    salesOrders,
    '/nodes/1/body/nodes/3/body/nodes/0/tool_args/body/amount',
    ['number(line.price)', 'line.price'],
    'type-mismatch',
  ),
  mistake(
    'a sum of texts',
    mapReduce,
    patch.replace('/nodes/0/body/output', 'part {{ part }}'),
    ['type-mismatch', '/outputs/mean'],
    ['type-mismatch', '/nodes/1/tool_args/value'],
  ),
  slip(
    'a number compared with a text',
    countedWait,
    '/nodes/0/until',
    ['state.count == 6', "state.count >= '6'"],
    'type-mismatch',
  ),
  slip(
    'a text compared with a number',
    stock,
    '/nodes/1/branches/low/nodes/0/expression',
    ['number(inputs.item.stock)', 'inputs.item.stock'],
    'type-mismatch',
  ),
  slip(
    'a field of a list',
    salesOrders,
    '/nodes/1/body/nodes/1/else/output',
    ['value[0].id', 'value.id'],
    'type-mismatch',
  ),
  slip(
    'a field of a text',
    questionnaire,
    '/nodes/0/body/output/answer',
    ['nodes.answer.output', 'nodes.answer.output.text'],
    'type-mismatch',
  ),
  slip(
    'an object indexed by a number',
    release,
    '/nodes/2/tool_args/body/digests',
    ['nodes.platforms.items.flatten()', 'nodes.platforms[0]'],
    'type-mismatch',
  ),
  slip(
    'a list indexed by a text',
    images,
    '/nodes/1/tool_args/value',
    ['nodes.each.items.sort_by(i, i.bytes).last()', "nodes.each.items['first']"],
    'type-mismatch',
  ),
  slip(
    'a function of texts called on a list',
    iterations,
    '/nodes/1/prompt',
    [".map(a, a.text).join('; ')", '.trim()'],
    'type-mismatch',
  ),
  slip(
    'objects joined as texts',
    iterations,
    '/nodes/1/prompt',
    ['.map(a, a.text)', '.map(a, a.text.split(" ")).sum()'],
    'type-mismatch',
  ),
  slip(
    'a key that is a list',
    stock,
    '/nodes/1/branches/none/nodes/0/tool_args/value',
    ['item.id', 'item[[1]]'],
    'type-mismatch',
  ),
  mistake(
    'a handler that gives another shape than its node',
    checkUps,
    patch.replace(handled, { body: { weight: 0 } }),
    ['type-mismatch', handled],
  ),
];
