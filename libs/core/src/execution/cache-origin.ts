/** Where an output comes from that was used again. Wire form, snake_case: it stands in `node.completed` and in the snapshot. */

/** The node run whose attempt has made the output. Its execution may have been removed since. */
export interface CacheOrigin {
  readonly execution_id: string;
  readonly path: string;
  /** When the attempt gave it. RFC 3339, UTC, milliseconds. */
  readonly at: string;
}
