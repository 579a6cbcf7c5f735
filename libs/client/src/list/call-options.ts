/** What every call takes. */

/** See the head of this file. */
export interface CallOptions {
  /** Ends the waiting; the call then rejects with its reason. What was sent may have been done. */
  readonly signal?: AbortSignal;
}
