/** What a tool of this server is: words and schemas for the client, and one function. Tools know services, never the protocol. */
import type { JsonObject } from '@ice/core';
import type { Scope } from '../../access/caller.js';
import type { OpenCall } from '../call/open-call.js';

/** What a client may think of a tool before it calls it. Hints, not promises to rely on. */
export interface ToolHints {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  /** True where it reaches beyond this server. */
  readonly openWorldHint: boolean;
}

/** A tool as it is listed. */
export interface ToolListing {
  /** `[a-zA-Z0-9_-]{1,64}`, unique. */
  readonly name: string;
  readonly title?: string;
  readonly description: string;
  /** Schema of an object. */
  readonly inputSchema: JsonObject & { readonly type: 'object' };
  /** Schema of an object; absent where the answer has the form of the REST operation of the same name. */
  readonly outputSchema?: JsonObject & { readonly type: 'object' };
  readonly annotations: ToolHints;
}

/** Tells of progress. Returns at once. @param count rises with every call. */
export type Report = (count: number, message: string) => void;

/** What surrounds a call. */
export interface CallContext {
  readonly call: OpenCall;
  /** Null where the client does not want to know. */
  readonly report: Report | null;
}

/** What a tool answers. */
export interface ToolAnswer {
  readonly structured: JsonObject;
  /** Default: `structured` as JSON. */
  readonly text?: string;
  /** True where what was asked for did not come about. Default: false. */
  readonly isError?: boolean;
}

/** A tool that can be called. */
export interface McpTool extends ToolListing {
  /** What the caller needs for it. */
  readonly scope: Scope;
  /** Members of the arguments that the tool judges by itself, with better words than their schema has. */
  readonly judgedLater?: readonly string[];
  /** Refusals are thrown as problems. @param given fits `inputSchema`. */
  readonly call: (given: JsonObject, context: CallContext) => Promise<ToolAnswer>;
}

/** For tools that only look. */
export const looksOnly: ToolHints = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

/** The schema of the arguments of a tool: closed. */
export function argumentsSchema(properties: JsonObject, required: readonly string[]): McpTool['inputSchema'] {
  return { type: 'object', properties, required, additionalProperties: false };
}
