/** `group`: a plain container. Its output is its block's. */
import type { ContainerKind } from '../../schedule/frame/container-kind.js';

/** The group kind. */
export const groupKind: ContainerKind = {
  prepare: () => ({ ok: true, state: null }),
  begin: (run, _state, frames) => frames.open(run, 'nodes', { key: 'nodes' }),
  frameEnded: (run, _frame, result, frames) =>
    result.ok ? frames.complete(run, result.output) : frames.fail(run, result.failure),
};
