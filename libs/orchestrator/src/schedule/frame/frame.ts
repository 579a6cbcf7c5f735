/** A block that has been entered: one run for each of its nodes. Frames nest as the blocks do; one is made only when it is entered. */
import type { Failure, JsonObject, JsonValue } from '@ice/core';
import type { BlockPlan } from '../../plan/plan.js';
import { NodeRun } from '../node-run.js';
import { FrameScope } from './frame-scope.js';

/** What a frame knows from outside its block. */
export interface FrameOrigin {
  /** The container that opened it; null for the root and for `finally`. */
  readonly owner: NodeRun | null;
  /** Where names are looked up next. */
  readonly outer: Frame | null;
  /** Put before the ids of the block's nodes, e.g. `listings[3].`. */
  readonly prefix: string;
  /** Which of the container's frames this is: an item's number, a branch's name. */
  readonly key: string | number;
  /** Names that hold within this frame: the item, `index`, `state`, `failure`. */
  readonly variables: JsonObject;
}

/** How a frame has ended. */
export type FrameResult =
  { readonly ok: true; readonly output: JsonValue } | { readonly ok: false; readonly failure: Failure };

/** One entered block. */
export class Frame {
  readonly runs: readonly NodeRun[];
  readonly scope: FrameScope;
  unsettled: number;
  /** The first unhandled failure in this frame. */
  failure: Failure | null = null;
  /** True when its container no longer waits for it. */
  closed = false;

  constructor(
    readonly plan: BlockPlan,
    readonly origin: FrameOrigin,
    executionScope: FrameScope['execution'],
  ) {
    this.runs = plan.nodes.map((node) => new NodeRun(this, node, origin.prefix + node.node.id));
    this.unsettled = this.runs.length;
    this.scope = new FrameScope(this, executionScope);
  }

  /** The run that an id means here: of this block, or of one around it. */
  find(id: string): NodeRun | undefined {
    const index = this.plan.block.indexById.get(id);
    return index === undefined ? this.origin.outer?.find(id) : this.runs[index];
  }

  /** The value of a variable here or further out. */
  variable(name: string): JsonValue | undefined {
    const { variables, outer } = this.origin;
    return Object.hasOwn(variables, name) ? variables[name] : outer?.variable(name);
  }
}
