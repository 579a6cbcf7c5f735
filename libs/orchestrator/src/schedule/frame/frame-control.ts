/** Ties what container kinds may do to the frames and conclusions of one execution. */
import type { Conclusions } from './conclusions.js';
import type { FrameControl } from './container-kind.js';
import type { FrameTree } from './frame-tree.js';

/** The control that is handed to container kinds. */
export function frameControl(tree: FrameTree, concluded: Conclusions): FrameControl {
  return {
    open: (run, block, options) => tree.open(run, block, options),
    skip: (run, block) => tree.skip(run, block),
    complete: (run, output) => concluded.note(run, { ok: true, output }),
    fail: (run, failure) => concluded.note(run, { ok: false, failure }),
  };
}
