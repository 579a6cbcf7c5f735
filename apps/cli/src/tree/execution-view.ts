/** What is shown of an execution that is watched: the fold that everybody shares, and beside it what snapshots leave out (kinds, how far a
 *  loop is, when the next attempt begins, the text that a model is writing). Changes only by `apply`. */
import { applyEvent, emptyState, graphOf, stateOf } from '@ice/core';
import type { ExecutionEvent, ExecutionSnapshot, ExecutionState, JsonObject, JsonValue } from '@ice/core';

/** The next attempt of a node run that failed once more. */
export interface NextAttempt {
  readonly attempt: number;
  /** Milliseconds since 1970. */
  readonly beginsAt: number;
  readonly code: string;
}

/** A node of the document: what is known of it before it runs. */
export interface OutlineNode {
  readonly id: string;
  /** `tool csv_loader`. Untrusted text. */
  readonly detail: string;
}

/** How much of a text that is being written is kept: only its end is shown. */
const keptCharacters = 200;

/** See the head of this file. */
export class ExecutionView {
  readonly state: ExecutionState;
  /** Kinds of node runs, by path. */
  readonly kinds = new Map<string, string>();
  /** Items of loops, by path. */
  readonly itemCounts = new Map<string, number>();
  readonly nextAttempts = new Map<string, NextAttempt>();
  /** What models write at the moment, by path. */
  readonly texts = new Map<string, string>();
  /** Attempts that were followed by another one. */
  retries = 0;
  /** Nodes of the outermost block, in document order; empty where the document is not known. */
  readonly outline: readonly OutlineNode[];
  /** `tool csv_loader`, by node id. */
  readonly details: ReadonlyMap<string, string>;

  /** @param seed an execution by its id, or as it stood when its snapshot was taken. @param document what it runs. */
  constructor(seed: string | ExecutionSnapshot, document: JsonValue = null) {
    this.state = typeof seed === 'string' ? emptyState(seed) : stateOf(seed);
    const nodes = nodesOf(document);
    this.outline = nodes.filter(({ isOuter }) => isOuter);
    this.details = new Map(nodes.map(({ id, detail }) => [id, detail]));
  }

  /** Folds an event in. */
  apply(event: ExecutionEvent): void {
    applyEvent(this.state, event);
    const { path } = event;
    if (path === undefined) return;
    if (event.type === 'node.started') this.noteStart(path, event.data.kind, event.data.input);
    if (event.type === 'node.retrying') this.noteRetry(path, event);
    else if (event.type !== 'log' && event.type !== 'attempt.late') this.nextAttempts.delete(path);
    if (event.type.startsWith('node.') || event.type === 'model.answered') this.texts.delete(path);
  }

  /** Adds a piece of a text that a model is writing. */
  addText(path: string, text: string): void {
    this.texts.set(path, ((this.texts.get(path) ?? '') + text).slice(-keptCharacters));
  }

  private noteStart(path: string, kind: string, input: JsonValue | undefined): void {
    this.kinds.set(path, kind);
    const count = isObject(input) ? input['item_count'] : undefined;
    if (kind === 'loop' && typeof count === 'number') this.itemCounts.set(path, count);
  }

  private noteRetry(path: string, event: Extract<ExecutionEvent, { type: 'node.retrying' }>): void {
    const { delay_ms: delayMs, next_attempt: attempt, failure } = event.data;
    this.retries += 1;
    this.nextAttempts.set(path, { attempt, beginsAt: Date.parse(event.at) + delayMs, code: failure.code });
  }
}

function nodesOf(document: JsonValue): readonly (OutlineNode & { readonly isOuter: boolean })[] {
  const graph = isObject(document) ? graphOf(document) : null;
  if (!graph) return [];
  const outer = graph.blocks[0]?.key;
  return graph.nodes.flatMap(({ id, detail, block }) =>
    id === null ? [] : [{ id, detail, isOuter: block === outer }],
  );
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
