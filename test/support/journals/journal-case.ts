/** What a stored journal is recorded of, and words for writing that down. */
import type { JsonObject, JsonValue, SignalAnswer } from '@ice/core';
import type { Move, Opening } from './play-on.js';

/** One execution to record. */
export interface JournalCase extends Opening {
  /** The name of its file. */
  readonly name: string;
  readonly note: string;
  /** Blueprints that are referred to by revision. */
  readonly others?: readonly JsonObject[];
  readonly moves?: readonly Move[];
  /** Played before, in the same store. A rerun is one of the last of them. */
  readonly earlier?: readonly (Opening & { readonly moves?: readonly Move[] })[];
  /** The journal is that of the child which this node run waited for, and the blueprint the last of `others`. */
  readonly childOf?: string;
}

/** A document around some nodes. */
export function documentWith(nodes: readonly JsonObject[], rest: JsonObject = {}): JsonObject {
  return { schema_version: '1.0', name: 'stored', nodes, ...rest };
}

/** A node that calls a tool. */
export function call(id: string, tool_name: string, tool_args: JsonObject, rest: JsonObject = {}): JsonObject {
  return { id, type: 'tool', tool_name, tool_args, ...rest };
}

/** Gives a value at once. */
export function echo(id: string, value: JsonValue, rest: JsonObject = {}): JsonObject {
  return call(id, 'echo', { value }, rest);
}

/** Gives its time after so many milliseconds. */
export function sleep(id: string, ms: number, rest: JsonObject = {}): JsonObject {
  return call(id, 'sleep', { ms }, rest);
}

/** Fails before its attempt `from`. */
export function shaky(id: string, from: number, rest: JsonObject = {}): JsonObject {
  return call(id, 'shaky', { from }, { retry: { max_attempts: 3, initial_ms: 200, jitter: false }, ...rest });
}

/** Fails. */
export function broken(id: string, rest: JsonObject = {}): JsonObject {
  return { id, type: 'fail', code: 'broken', message: `${id} broke.`, ...rest };
}

/** Asks a person. */
export function asking(id: string, rest: JsonObject = {}): JsonObject {
  return { id, type: 'human', prompt: 'May it go out?', approval: 'approve_reject', timeout_s: 3_600, ...rest };
}

/** Somebody answers a node run that has the status. */
export function answerAt(path: string, status: string, answer: SignalAnswer, to = path): Move {
  return { path, status, does: { answer, to: { path: to } } };
}
