/** The bounds of the Model Context Protocol server. No variable sets them; they are part of the configuration so that they stand in
 *  one place and tests can be quick. */

/** See the head of this file. */
export interface McpLimits {
  /** How long the call of a blueprint waits for the end of its execution before it answers that it goes on. */
  readonly callWaitMs: number;
  /** How long `execution_wait` may be told to wait. */
  readonly longestWaitMs: number;
  /** From one progress notification to the next, at least. */
  readonly progressGapMs: number;
  /** From one look at a waiting execution to the next. */
  readonly lookMs: number;
  /** Blueprints on one page of tools. */
  readonly toolsPerPage: number;
  /** Requests that may be open at a time. */
  readonly maxOpenCalls: number;
  /** Streams of `subscriptions/listen` that may be open at a time. */
  readonly maxListeners: number;
  /** How often a silent answer shows that it lives. */
  readonly keepAliveMs: number;
}

/** The bounds as they are outside of tests. */
export const defaultMcpLimits: McpLimits = Object.freeze({
  // Clients give up after 30 to 60 s; this leaves them time to be told that it goes on.
  callWaitMs: 25_000,
  longestWaitMs: 60_000,
  progressGapMs: 100,
  lookMs: 500,
  toolsPerPage: 50,
  maxOpenCalls: 1_000,
  maxListeners: 100,
  keepAliveMs: 15_000,
});
