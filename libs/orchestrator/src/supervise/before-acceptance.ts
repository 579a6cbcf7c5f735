/** What has to be done before an execution is accepted, so that what was accepted can run: money is promised, and its secret inputs are
 *  where whoever runs it finds them. */
import type { ExecutionFactory } from '../execution-factory.js';
import { reserveStart, type ReserveSources } from './reserve-start.js';
import type { StartRequest } from './start-request.js';

/** Where it is done. */
export interface AcceptanceSources extends ReserveSources {
  readonly factory: Pick<ExecutionFactory, 'keepSecretInputs'>;
}

/** A child draws from what its parents have. Secrets come last: nothing is kept for what is refused.
 *  @throws IceError `budget-exceeded`, `ledger-unavailable`, `secret-key-missing`, `store-unavailable`. */
export async function beforeAcceptance(
  sources: AcceptanceSources,
  request: StartRequest,
  createdAt: string,
): Promise<void> {
  if (!request.parent) await reserveStart(sources, request, createdAt);
  const { executionId, secretInputs = {} } = request;
  if (Object.keys(secretInputs).length > 0) await sources.factory.keepSecretInputs(executionId, secretInputs);
}
