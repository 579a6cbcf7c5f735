/** What a node that calls a tool does where its document says nothing: core's own rules, asked for that tool. */
import { resolveRetry, resolveTimeoutMs, type BlueprintNode, type JsonValue, type ToolDescription } from '@ice/core';

/** See the head of this file. */
export interface ToolDefaults {
  /** Null = one attempt. */
  readonly retry: JsonValue;
  readonly timeout_s: number | null;
}

/** The defaults of a node of this tool. */
export function toolDefaults({ name, effect }: ToolDescription): ToolDefaults {
  const node: BlueprintNode = { id: 'node', type: 'tool', tool_name: name };
  const [retry = null] = resolveRetry(node, effect);
  const timeoutMs = resolveTimeoutMs(node);
  return { retry: retry as unknown as JsonValue, timeout_s: timeoutMs === null ? null : timeoutMs / 1_000 };
}
