/** The refusal to change what has become a blueprint. */
import type { StoredPartial } from '@ice/core';
import { ProblemException } from '../http/problem/problem-exception.js';

/** The refusal, with the id of the blueprint. */
export function alreadyFinalized({ id, finalizedAs }: Pick<StoredPartial, 'id' | 'finalizedAs'>): ProblemException {
  const blueprint_id = finalizedAs?.blueprintId ?? null;
  return new ProblemException('already-finalized', `The partial blueprint ${id} has become ${blueprint_id}.`, {
    hint: `Change /api/v1/blueprints/${blueprint_id}, or begin another partial blueprint.`,
    facts: { blueprint_id },
  });
}
