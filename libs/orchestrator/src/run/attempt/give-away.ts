/** Gives an attempt to another worker, and makes it here after all when it cannot be given away. Either way the execution sees the same. */
import { isIceError, type CompiledBlueprint } from '@ice/core';
import type { Outcome } from '../../schedule/scheduler-options.js';
import type { AttemptContext } from './attempt-context.js';
import type { AttemptRelay, RelayedAttempt } from './attempt-relay.js';
import type { LeafKind } from './leaf-kind.js';
import type { SlotHold } from './slot-hold.js';

/** What it takes. */
export interface GiveAway {
  readonly relay: AttemptRelay;
  /** Of the execution's blueprint. */
  readonly pins: CompiledBlueprint['pins'];
  /** Of the execution's owner. */
  readonly fence: number;
  readonly kind: LeafKind;
  /** Holds no slot: one is taken only when the attempt is made here. */
  readonly slot: SlotHold;
}

/** Resolves with what the attempt came to. Rejects as the kind does. */
export async function giveAway(
  context: AttemptContext,
  { relay, pins, fence, kind, slot }: GiveAway,
): Promise<Outcome> {
  try {
    const { outcome, notes } = await relay.make(relayedOf(context, pins, fence), context.signal);
    for (const note of notes) context.note(note);
    return outcome;
  } catch (fault) {
    if (context.isAborted || !isIceError(fault)) throw fault;
  }
  await slot.take();
  return kind.execute(context);
}

function relayedOf(context: AttemptContext, pins: CompiledBlueprint['pins'], fence: number): RelayedAttempt {
  const { executionId, blueprint } = context.means;
  const { node, path, attempt, depth, input, sealed, timeoutMs } = context;
  const { blueprint_id, revision } = blueprint;
  return {
    ...{ executionId, fence, revision, pins, path, attempt, depth, input, sealed, timeoutMs },
    blueprintId: blueprint_id,
    pointer: node.pointer,
  };
}
