/** What the converter does not claim to carry over. A definition that needs one of these is counted under its name, never converted
 *  by half. */

/** Feature to the reason why it is not claimed. */
export const notClaimed = {
  jsonata: 'JSONata is a second expression language; blueprints have one',
  'item-reader': 'items from a bucket, batches of items and results to a bucket belong to the service',
  heartbeat: 'a node has a deadline, no sign of life in between',
  'intrinsic-function':
    'States.UUID, MathRandom, deep JsonMerge and hashes but SHA-256 have no counterpart: expressions are pure',
  'json-path': 'expressions have no recursive descent, no unions and no functions of JSONPath',
  'unknown-field': 'a field that the converter does not know is not left out in silence',
  'reference-path': 'a result is put under names only, not into a place of a list',
  'choice-operator': 'an operator that nobody has described',
  'retry-bound': 'a node makes at most 100 attempts',
  'long-wait': 'a node waits at most seven days',
  'service-identity': 'ids, names and times of the service itself are other ones here',
  'long-error-name': 'the code of a failure has at most 64 characters',
  'no-recorded-answer': 'the recording does not say what the task answered',
  'scrubbed-time': 'the recording has a placeholder where the time stood',
  'service-check': 'the service refused the arguments itself, before the task began',
} as const;

/** The name of a feature that is not claimed. */
export type Feature = keyof typeof notClaimed;

/** Thrown where a definition needs such a feature. */
export class NotClaimed extends Error {
  /** @param detail what it was that needs it. */
  constructor(
    readonly feature: Feature,
    detail: string,
  ) {
    super(`${feature}: ${detail}`);
  }
}
