/** What the faults of providers mean, as data: the first row that fits counts. The only place where that is decided. */
import type { FaultKind } from './provider-fault.js';

/** One row. It fits a fault that has one of its marks. */
export interface FailureRule {
  readonly code: string;
  /** True when the same request may succeed later. */
  readonly retryable: boolean;
  /** Goes on after the provider's name: `OpenAI did not accept the key`. */
  readonly says: string;
  readonly kind?: FaultKind;
  readonly statuses?: readonly number[];
  /** Fits one of the provider's own names for the error. */
  readonly word?: RegExp;
  /** Fits the provider's sentence: for what has no name of its own. */
  readonly text?: RegExp;
}

/** The rows, from the special to the general. */
export const failureRules: readonly FailureRule[] = [
  { code: 'output-too-large', retryable: false, says: 'answered more than is taken', kind: 'too-large' },
  { code: 'timeout', retryable: true, says: 'did not answer in time', kind: 'timeout' },
  { code: 'model-unavailable', retryable: true, says: 'cannot be reached, or hung up', kind: 'unreachable' },
  { code: 'model-response-invalid', retryable: true, says: 'answered what cannot be read', kind: 'unreadable' },
  {
    code: 'model-quota-exceeded',
    retryable: false,
    says: 'has no credit left for this key',
    statuses: [402],
    word: /insufficient_quota|insufficient_balance|billing|spend_limit/,
    text: /credit balance is too low|exceeded your current quota|insufficient balance/i,
  },
  {
    code: 'model-input-too-long',
    retryable: false,
    says: 'takes no prompt of this length',
    statuses: [413],
    word: /context_length|context_window|request_too_large|string_above_max_length/,
    text: /prompt is too long|maximum context length|exceeds? the (?:model's )?context|request too large/i,
  },
  {
    code: 'model-content-filtered',
    retryable: false,
    says: 'filtered the prompt',
    word: /content_filter|content_policy|moderation|responsible_?ai/,
    text: /content exists risk|content management policy/i,
  },
  {
    code: 'model-overloaded',
    retryable: true,
    says: 'has too much to do',
    statuses: [503, 529],
    word: /overloaded|slow_down|insufficient_system_resource/,
  },
  {
    code: 'model-rate-limited',
    retryable: true,
    says: 'asks for fewer requests',
    statuses: [429],
    word: /rate_limit|too_many_requests|ramp_limit/,
  },
  {
    code: 'model-unauthorized',
    retryable: false,
    says: 'did not accept the key',
    statuses: [401, 403],
    word: /authentication|invalid_api_key|permission|unauthorized/,
  },
  {
    code: 'model-not-found',
    retryable: false,
    says: 'does not know the model',
    statuses: [404],
    word: /model_not_found|not_found_error/,
  },
  { code: 'timeout', retryable: true, says: 'did not answer in time', statuses: [408, 504], word: /timeout/ },
  { code: 'model-unavailable', retryable: true, says: 'was busy with the same request', statuses: [409, 425] },
  {
    code: 'model-unavailable',
    retryable: false,
    says: 'answered with a redirect, which is not followed',
    statuses: [300, 301, 302, 303, 304, 307, 308],
  },
  {
    code: 'model-request-invalid',
    retryable: false,
    says: 'refused the request',
    statuses: [400, 405, 406, 410, 411, 415, 421, 422, 424, 431, 451],
    word: /invalid_request|unsupported/,
  },
];

/** What fits no row: a fault inside the provider. */
export const unknownFailure: FailureRule = {
  code: 'model-unavailable',
  retryable: true,
  says: 'failed',
};
