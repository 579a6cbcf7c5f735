/** Mistakes with names: misspelt, forgotten, out of reach, used twice. */
import { patch } from '../sample-blueprint.js';
import { exitHandler, images } from './argo-cases.js';
import { csvRows, pages, travel } from './asl-cases.js';
import { fanOut, nestedSwitch, pollReport, switchThenOn, undoOrder } from './conductor-cases.js';
import { gradedSearch, routedRequest, twoReviewers } from './conductor-model-cases.js';
import { allowedFailure, countedWait, patientCall, sixNodes, switchWithHandler, threeLoops } from './kestra-cases.js';
import { mistake, slip, type Mistake } from './mistake.js';
import { salesOrders } from './n8n-business-cases.js';
import { batches, weatherBot } from './n8n-cases.js';
import { aggregated, iterations, release } from './other-cases.js';

const group1 = '/nodes/3/tool_args/value/group1';
const checkUrl = '/nodes/1/body/nodes/1/tool_args/url';

/** Names that mean nothing, or not here. */
export const nameMistakes: readonly Mistake[] = [
  slip('a misspelt node', pollReport, checkUrl, ['submit', 'submti'], 'unknown-reference', 'as before'),
  slip('a misspelt input', pollReport, checkUrl, ['inputs.api', 'inputs.apii'], 'unknown-reference', 'as before'),
  slip(
    'a misspelt input that nothing else reads',
    exitHandler,
    '/nodes/0/prompt',
    ['inputs.what', 'inputs.waht'],
    'unknown-reference',
    'as before',
  ),
  slip('a forgotten root', twoReviewers, '/outputs/summary', ['nodes.', ''], 'unknown-reference', 'as before'),
  slip(
    'a forgotten root of an input',
    gradedSearch,
    '/nodes/0/state/query',
    ['inputs.', ''],
    'unknown-reference',
    'as before',
  ),
  slip(
    'a misspelt loop variable',
    images,
    '/nodes/0/body/nodes/0/tool_args/url',
    ['item.tag', 'itm.tag'],
    'unknown-reference',
    'as before',
  ),
  slip(
    'a misspelt node in a condition',
    undoOrder,
    '/outputs/refunded',
    ['runs.refund', 'runs.refnud'],
    'unknown-reference',
    'as before',
  ),
  slip(
    'a member that a run does not have',
    allowedFailure,
    '/finally/nodes/0/tool_args/value',
    ['ending.status', 'ending.state'],
    'unknown-reference',
  ),
  mistake('a node that was deleted later', aggregated, patch.remove('/nodes/1'), [
    'unknown-reference',
    group1,
    patch.replace(group1, '{{ default(nodes.on1.value, nodes.off2) }}'),
  ]),
  mistake(
    'a dependency that was deleted later',
    sixNodes,
    patch.remove('/nodes/5'),
    ['unknown-dependency', '/nodes/3/dependencies/0'],
    ['unknown-dependency', '/nodes/4/dependencies/0'],
  ),
  mistake('a misspelt dependency', travel, patch.replace('/nodes/0/on_error/handle/nodes/1/dependencies/0', 'refnud'), [
    'unknown-dependency',
    '/nodes/0/on_error/handle/nodes/1/dependencies/0',
    patch.replace('/nodes/0/on_error/handle/nodes/1/dependencies/0', 'refund'),
  ]),
  mistake('a misspelt tool', csvRows, patch.replace('/nodes/0/tool_name', 'csv_laoder'), [
    'unknown-tool',
    '/nodes/0/tool_name',
    patch.replace('/nodes/0/tool_name', 'csv_loader'),
  ]),
  mistake('a misspelt model', routedRequest, patch.replace('/nodes/0/model', 'gpt-4o-mni'), [
    'model-not-allowed',
    '/nodes/0/model',
    patch.replace('/nodes/0/model', 'gpt-4o-mini'),
  ]),
  mistake(
    'a misspelt argument',
    csvRows,
    patch.rename('/nodes/0/tool_args/path', '/nodes/0/tool_args/pth', '{{ inputs.file }}'),
    [
      'unknown-property',
      '/nodes/0/tool_args/pth',
      patch.rename('/nodes/0/tool_args/pth', '/nodes/0/tool_args/path', '{{ inputs.file }}'),
    ],
  ),
  mistake(
    'a misspelt member of a retry policy',
    patientCall,
    patch.rename('/nodes/0/retry/1/max_attempts', '/nodes/0/retry/1/max_atempts', 2),
    [
      'unknown-property',
      '/nodes/0/retry/1/max_atempts',
      patch.rename('/nodes/0/retry/1/max_atempts', '/nodes/0/retry/1/max_attempts', 2),
    ],
  ),
  mistake('an argument that is not there', pollReport, patch.remove('/nodes/1/body/nodes/0/tool_args/ms'), [
    'missing-argument',
    '/nodes/1/body/nodes/0/tool_args/ms',
  ]),
  slip(
    'a misspelt field of an answer',
    pollReport,
    checkUrl,
    ['body.job_id', 'body.jobid'],
    'unknown-field',
    'as before',
  ),
  slip(
    'a misspelt field of a structured output',
    routedRequest,
    '/outputs/team',
    ['select.team', 'select.teem'],
    'unknown-field',
    'as before',
  ),
  slip(
    'a misspelt field of a state',
    countedWait,
    '/nodes/0/body/output/count',
    ['state.count', 'state.cuont'],
    'unknown-field',
    'as before',
  ),
  slip(
    'a misspelt field of an item that is written out',
    weatherBot,
    '/nodes/0/cases/1/block/nodes/0/body/nodes/0/tool_args/url',
    ['city.lat', 'city.latt'],
    'unknown-field',
    'as before',
  ),
  slip(
    'a misspelt branch',
    twoReviewers,
    '/nodes/1/prompt',
    ['security.verdict', 'securty.verdict'],
    'unknown-field',
    'as before',
  ),
  slip(
    'a misspelt output of a tool',
    csvRows,
    '/nodes/1/items',
    ['load.rows', 'load.row'],
    'unknown-field',
    'as before',
  ),
  slip(
    'a misspelt field in a macro',
    fanOut,
    '/nodes/2/tool_args/value/failed',
    ['f.failure.code', 'f.failure.cod'],
    'unknown-field',
    'as before',
  ),
  slip(
    'a field that no item has',
    salesOrders,
    '/nodes/1/body/output/order',
    ['order.id', 'order.total_price'],
    'unknown-field',
  ),
  slip(
    'the outputs of a loop under another name',
    iterations,
    '/nodes/1/prompt',
    ['each.items', 'each.outputs'],
    'unknown-field',
  ),
  slip(
    'a misspelt field behind a handler that always fails',
    travel,
    '/nodes/1/tool_args/value',
    ['reserve.flight', 'reserve.flght'],
    'unknown-field',
    'as before',
  ),
  mistake(
    'a misspelt field of a choice that fails otherwise',
    pollReport,
    patch.add('/outputs/lost', '{{ nodes.route.output.value.rowz }}'),
    ['unknown-field', '/outputs/lost', patch.replace('/outputs/lost', '{{ nodes.route.output.value.rows }}')],
  ),
  slip(
    'a node inside a loop, read from outside',
    fanOut,
    '/nodes/2/tool_args/value/total_ms',
    ['nodes.fan_out', 'nodes.run_job'],
    'reference-out-of-scope',
  ),
  slip(
    'a node inside a branch, read from outside',
    nestedSwitch,
    '/outputs/told',
    ['nodes.closing', 'nodes.t1'],
    'reference-out-of-scope',
  ),
  slip(
    'a node of another case',
    switchThenOn,
    '/nodes/0/else/nodes/0/tool_args/value',
    ['inputs.p1', 'nodes.t1'],
    'reference-out-of-scope',
  ),
  slip(
    'a failure outside of its handler',
    switchWithHandler,
    '/outputs/branch',
    ['nodes.pick', 'failure'],
    'reference-out-of-scope',
  ),
  slip(
    'a state after its loop',
    pages,
    '/outputs/pages',
    ['nodes.all_pages.iterations', 'iteration'],
    'reference-out-of-scope',
  ),
  slip(
    'a node of finally, read before',
    exitHandler,
    '/nodes/0/prompt',
    ['inputs.what', 'inputs.what + nodes.notify'],
    'reference-out-of-scope',
  ),
  slip(
    'a loop variable after its loop',
    batches,
    '/nodes/2/tool_args/value',
    ['nodes.in_batches.items.sum()', 'batch'],
    'reference-out-of-scope',
  ),
  mistake(
    'a cycle by a reference',
    sixNodes,
    patch.replace('/nodes/5/tool_args/value', 'After {{ nodes.task6.value }}'),
    ['cycle-detected', '/nodes/0'],
  ),
  mistake('an id twice', nestedSwitch, patch.replace('/nodes/1/then/nodes/0/id', 't1'), [
    'duplicate-node-id',
    '/nodes/1/then/nodes/0/id',
  ]),
  mistake('an id of a node in another block', release, patch.replace('/nodes/3/id', 'build'), [
    'duplicate-node-id',
    '/nodes/3/id',
  ]),
  mistake(
    'a loop variable that hides the one around it',
    threeLoops,
    [
      ...patch.replace('/nodes/0/body/nodes/0/item_var', 'first'),
      ...patch.replace('/nodes/0/body/nodes/0/body/nodes/0/body/nodes/0/tool_args/value', '{{ first }}-{{ third }}'),
    ],
    ['variable-shadowed', '/nodes/0/body/nodes/0/item_var'],
  ),
  mistake(
    'a loop variable that hides a node',
    batches,
    [...patch.replace('/nodes/1/item_var', 'people'), ...patch.replace('/nodes/1/body/nodes/0/items', '{{ people }}')],
    ['variable-shadowed', '/nodes/1/item_var'],
  ),
  slip('a function of another language', gradedSearch, '/outputs/answer', ['.trim()', '.strip()'], 'template-invalid'),
];
