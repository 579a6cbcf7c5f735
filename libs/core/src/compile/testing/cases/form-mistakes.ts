/** Mistakes of form: bounds, braces, schemas, and keys of other systems. */
import { echo, patch } from '../sample-blueprint.js';
import { coinFlip, diamond, mapReduce } from './argo-cases.js';
import { csvRows, quorum, stock, travel } from './asl-cases.js';
import { fanOut, optionalFirst, pollReport, switchThenOn, undoOrder } from './conductor-cases.js';
import { gradedSearch, routedRequest, twoReviewers } from './conductor-model-cases.js';
import { allowedFailure, chainedValues, countedWait, patientCall, sixNodes } from './kestra-cases.js';
import { mistake, slip, type Mistake } from './mistake.js';
import { stories } from './n8n-cases.js';
import { aggregated, iterations } from './other-cases.js';

/** Documents that do not say what they have to, or say it in a form that means nothing. */
export const formMistakes: readonly Mistake[] = [
  mistake('a loop without a bound', fanOut, patch.remove('/nodes/1/max_items'), [
    'bound-missing',
    '/nodes/1/max_items',
    patch.add('/nodes/1/max_items', 100),
  ]),
  mistake('a repetition without a bound', pollReport, patch.remove('/nodes/1/max_iterations'), [
    'validation-failed',
    '/nodes/1/max_iterations',
  ]),
  mistake('a model call without a bound', routedRequest, patch.remove('/nodes/0/max_output_tokens'), [
    'validation-failed',
    '/nodes/0/max_output_tokens',
  ]),
  mistake('more branches needed than there are', quorum, patch.replace('/nodes/0/join/at_least', 4), [
    'validation-failed',
    '/nodes/0/join/at_least',
  ]),
  slip(
    'braces that do not close',
    twoReviewers,
    '/nodes/1/prompt',
    ['security.verdict }}', 'security.verdict }'],
    'template-invalid',
  ),
  slip(
    'braces in braces',
    stories,
    '/nodes/1/body/nodes/1/nodes/0/prompt',
    ['nodes.analyse.summary', '{{ nodes.analyse.summary }}'],
    'template-invalid',
  ),
  slip(
    'a condition that is partly in braces',
    coinFlip,
    '/nodes/1/when',
    ['nodes.flip.side', '{{ nodes.flip.side }}'],
    'expression-invalid',
  ),
  slip('one equals sign', aggregated, '/nodes/0/when', ['==', '='], 'expression-invalid'),
  slip(
    'the word for "and" of another language',
    stories,
    '/nodes/1/body/nodes/1/when',
    ['&&', 'and'],
    'expression-invalid',
  ),
  slip(
    'a list without its braces',
    csvRows,
    '/nodes/1/items',
    ['{{ nodes.load.rows }}', 'nodes.load.rows'],
    'validation-failed',
    'as before',
  ),
  mistake('a number in quotes', patientCall, patch.replace('/nodes/0/timeout_s', '15'), [
    'validation-failed',
    '/nodes/0/timeout_s',
    patch.replace('/nodes/0/timeout_s', 15),
  ]),
  mistake('a share that is no percentage', fanOut, patch.replace('/nodes/1/tolerate_failures', '0.2'), [
    'validation-failed',
    '/nodes/1/tolerate_failures',
  ]),
  mistake('a pattern that may block', stock, patch.add('/inputs/item/properties/id/pattern', '^(?!x)[a-z]+$'), [
    'regex-unsafe',
    '/inputs/item/properties/id/pattern',
  ]),
  mistake('a pattern that does not close', stock, patch.add('/inputs/item/properties/id/pattern', '^[a-z+$'), [
    'schema-invalid',
    '/inputs/item/properties/id/pattern',
  ]),
  mistake('a type that is none', csvRows, patch.replace('/nodes/1/body/nodes/1/output_schema/tags', 'text[]'), [
    'schema-invalid',
    '/nodes/1/body/nodes/1/output_schema/tags',
  ]),
  mistake('a default of another type', mapReduce, patch.replace('/inputs/parts/default', 'four'), [
    'validation-failed',
    '/inputs/parts/default',
  ]),
  mistake('a literal out of its range', countedWait, patch.replace('/nodes/0/body/nodes/0/tool_args/ms', -1), [
    'validation-failed',
    '/nodes/0/body/nodes/0/tool_args/ms',
  ]),
  mistake('a method that is none', undoOrder, patch.replace('/nodes/0/tool_args/method', 'SEND'), [
    'validation-failed',
    '/nodes/0/tool_args/method',
  ]),
  mistake(
    'an address that is not allowed',
    optionalFirst,
    patch.replace('/nodes/0/tool_args/url', 'file:///etc/hosts'),
    ['unused-input', '/inputs/param1'],
    ['url-not-allowed', '/nodes/0/tool_args/url'],
  ),
  mistake('a prompt beside messages', gradedSearch, patch.add('/nodes/1/then/nodes/0/prompt', 'Answer.'), [
    'validation-failed',
    '/nodes/1/then/nodes/0/messages',
  ]),
  mistake('cases beside an expression', switchThenOn, patch.add('/nodes/0/expression', 'true'), [
    'validation-failed',
    '/nodes/0/cases',
  ]),
  mistake(
    'a time limit in milliseconds',
    patientCall,
    patch.rename('/nodes/0/timeout_s', '/nodes/0/timeout_ms', 15_000),
    ['unknown-property', '/nodes/0/timeout_ms', patch.remove('/nodes/0/timeout_ms')],
  ),
  mistake(
    'a key of another system',
    sixNodes,
    patch.rename('/nodes/2/dependencies', '/nodes/2/depends_on', ['task2']),
    ['unknown-property', '/nodes/2/depends_on', patch.remove('/nodes/2/depends_on')],
  ),
  mistake('a kind that is misspelt', iterations, patch.replace('/nodes/0/type', 'lopp'), [
    'unknown-node-type',
    '/nodes/0/type',
    patch.replace('/nodes/0/type', 'loop'),
  ]),
  mistake('a join rule of another system', diamond, patch.replace('/nodes/4/join', 'all_success'), [
    'validation-failed',
    '/nodes/4/join',
  ]),
  mistake('an end that waits for itself', travel, patch.add('/nodes/1/dependencies', ['confirm']), [
    'cycle-detected',
    '/nodes/1',
    patch.remove('/nodes/1/dependencies/0'),
  ]),
  mistake('a condition that never holds', coinFlip, patch.replace('/nodes/1/when', 'false'), [
    'unreachable-node',
    '/nodes/1/when',
  ]),
  mistake(
    'a node behind one that always fails',
    allowedFailure,
    patch.add('/nodes/0/nodes/2', echo('never', 1, { dependencies: ['ko'] })),
    ['unreachable-node', '/nodes/0/nodes/2'],
  ),
  mistake('a secret outside of headers', undoOrder, patch.add('/nodes/0/tool_args/body/token', '{{ secrets.SHOP }}'), [
    'secret-not-allowed',
    '/nodes/0/tool_args/body/token',
  ]),
  mistake(
    'an expression for a key',
    chainedValues,
    patch.add('/nodes/0/tool_args/value', { '{{ inputs.settings.name }}': 1 }),
    ['template-invalid', '/nodes/0/tool_args/value/{{ inputs.settings.name }}'],
  ),
];
