/** What a node kind with nested blocks has to say. Pure: it is told what ended and answers through `FrameControl`. */
import type { Failure, JsonObject, JsonValue } from '@ice/core';
import type { NodeRun } from '../node-run.js';
import type { Frame, FrameResult } from './frame.js';

/** What a container works on, evaluated before it is recorded as started. */
export type Prepared =
  | { readonly ok: true; readonly state: unknown; readonly input?: JsonValue }
  | { readonly ok: false; readonly failure: Failure };

/** What a container may do with its frames. */
export interface FrameControl {
  /** Enters a block. `segment` is what its node runs have between the container's path and their dot, e.g. `[3]`. */
  open(run: NodeRun, block: string, options: OpenFrame): void;
  /** Records the nodes of a block that will not be entered. */
  skip(run: NodeRun, block: string): void;
  /** Ends the container; frames that are still open are cancelled. */
  complete(run: NodeRun, output: JsonValue): void;
  /** Ends this attempt of the container with a failure. */
  fail(run: NodeRun, failure: Failure): void;
}

/** How a frame is entered. */
export interface OpenFrame {
  readonly key: string | number;
  readonly segment?: string;
  readonly variables?: JsonObject;
}

/** One kind of container. Stateless: what an open container has to keep stands in `run.container`. */
export interface ContainerKind {
  prepare(run: NodeRun): Prepared;
  /** The container has been recorded as started; `state` is what `prepare` gave. */
  begin(run: NodeRun, state: unknown, frames: FrameControl): void;
  /** One of its frames has settled. */
  frameEnded(run: NodeRun, frame: Frame, result: FrameResult, frames: FrameControl): void;
}
