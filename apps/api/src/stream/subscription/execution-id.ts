/** Tells ids of executions from whatever else is sent in their place, so that the store is never asked for nonsense. */

const pattern = /^ex_[0-9A-HJKMNP-TV-Z]{26}$/;

/** True for what may be the id of an execution. */
export function isExecutionId(text: string): boolean {
  return pattern.test(text);
}
