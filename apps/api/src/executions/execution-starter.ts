/** Starts what was admitted. The revision is stored first: only then can a restart find it again. */
import { Inject, Injectable } from '@nestjs/common';
import { BlueprintRepository, type ExecutionHead } from '@ice/core';
import { ExecutionSupervisor } from '@ice/orchestrator';
import type { Admitted } from './execution-admission.js';

/** What a start adds to what was admitted. */
export interface StartFacts {
  /** Default: a new id. */
  readonly executionId?: string;
  readonly tags?: readonly string[];
  readonly budgetUsd?: number;
}

/** Starts executions. */
@Injectable()
export class ExecutionStarter {
  constructor(
    @Inject(BlueprintRepository) private readonly blueprints: BlueprintRepository,
    @Inject(ExecutionSupervisor) private readonly supervisor: ExecutionSupervisor,
  ) {}

  /** Resolves when the acceptance is durable. */
  async start({ isStored, ...admitted }: Admitted, facts: StartFacts): Promise<ExecutionHead> {
    const { revision, blueprint } = admitted.compiled;
    if (!isStored) await this.blueprints.revisions.save(revision, blueprint);
    return this.supervisor.start({ ...admitted, ...facts });
  }
}
