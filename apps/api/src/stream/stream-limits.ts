/** The bounds of the event stream: how long a silent, slow or talkative reader is put up with. No variable sets them; they are part
 *  of the configuration so that they stand in one place and tests can be quick. */

/** See the head of this file. All times are kept to within one tick. */
export interface StreamLimits {
  /** How often every socket is looked at. */
  readonly tickMs: number;
  /** How often a socket is pinged. */
  readonly heartbeatMs: number;
  /** How long nothing at all may come from a socket before it counts as dead. */
  readonly deadAfterMs: number;
  /** How long a socket that has not subscribed by its path may wait with its first frame. */
  readonly firstFrameMs: number;
  /** How long a message may be under way in pieces. */
  readonly unfinishedMessageMs: number;
  /** How long a socket on the path of one execution stays open after its `complete` when nobody says anything more. */
  readonly lingerMs: number;
  /** How long a reader that has no room may take nothing; longer in proportion where more than `bufferBytes` wait. */
  readonly stalledMs: number;
  /** How long a closing handshake may take. */
  readonly closingMs: number;
  /** Bytes waiting for a reader above which deltas are dropped and events stay in the journal. */
  readonly bufferBytes: number;
  /** Characters sent to a reader without room above which it is cut off. */
  readonly cutCharacters: number;
  /** Longest message of a client. */
  readonly maxFrameBytes: number;
  /** Messages and pings of a client in a second. */
  readonly maxFramesPerSecond: number;
  /** Open subscriptions of one socket. */
  readonly maxSubscriptions: number;
  /** Open sockets and event streams of the process. */
  readonly maxSockets: number;
  /** Of these, with one key. */
  readonly maxSocketsPerKey: number;
  /** Of these, from which nobody has said yet who he is. */
  readonly maxUnknownSockets: number;
  /** Events that may wait in memory for a reader of executions at large. */
  readonly maxPendingEvents: number;
  /** Events in one frame, and in one reading of the journal. */
  readonly batchEvents: number;
  /** Characters of JSON in one frame, unless a single event is longer. */
  readonly batchCharacters: number;
  /** How often a silent server-sent event stream shows that it lives. */
  readonly commentMs: number;
}

/** The bounds as they are outside of tests. */
export const defaultStreamLimits: StreamLimits = Object.freeze({
  tickMs: 1_000,
  heartbeatMs: 20_000,
  deadAfterMs: 44_000,
  firstFrameMs: 10_000,
  unfinishedMessageMs: 20_000,
  lingerMs: 1_000,
  stalledMs: 10_000,
  closingMs: 10_000,
  bufferBytes: 1_048_576,
  cutCharacters: 8_388_608,
  maxFrameBytes: 65_536,
  maxFramesPerSecond: 200,
  maxSubscriptions: 100,
  maxSockets: 10_000,
  maxSocketsPerKey: 200,
  maxUnknownSockets: 1_000,
  maxPendingEvents: 1_000,
  batchEvents: 200,
  batchCharacters: 65_536,
  commentMs: 15_000,
});
