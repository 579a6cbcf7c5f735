/** What a server's hints mean for retries. Hints are the server's own word; the one without any is taken for the dangerous kind. */
import type { ToolEffect } from '@ice/core';

/** The hints of the protocol that say something about repeating a call. */
export interface McpToolHints {
  readonly readOnlyHint?: boolean | undefined;
  readonly idempotentHint?: boolean | undefined;
}

/** `pure` for what only reads, `idempotent` for what may be repeated, else `at_most_once`. */
export function mcpToolEffect({ readOnlyHint, idempotentHint }: McpToolHints = {}): ToolEffect {
  if (readOnlyHint === true) return 'pure';
  return idempotentHint === true ? 'idempotent' : 'at_most_once';
}
