/** How an execution that waits leaves memory. */

/** When an execution that waits leaves memory. */
export interface Parking {
  /** Waits that end by themselves within this time are waited for in memory, in ms. */
  readonly afterMs: number;
  /** Has the execution woken at a time (ms since 1970), whatever becomes of this process. */
  wakeAt(executionId: string, at: number): Promise<void>;
}
