/** Starts what was admitted, in the name of whoever asked. The revision is stored first: only then can a restart find it again. */
import { Inject, Injectable } from '@nestjs/common';
import { BlueprintRepository, IdSource, type ExecutionHead } from '@ice/core';
import { ExecutionSupervisor } from '@ice/orchestrator';
import type { Caller } from '../../access/caller.js';
import { AuditLog } from '../../audit/audit-log.js';
import { CostDesk } from '../../governance/cost-desk.js';
import { Preflight } from '../../governance/preflight.js';
import type { Admitted } from './execution-admission.js';

/** What a start adds to what was admitted. */
export interface StartFacts {
  /** Default: a new id. One that was reserved is of the caller's tenant. */
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
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Preflight) private readonly preflight: Preflight,
    @Inject(CostDesk) private readonly costs: CostDesk,
    @Inject(AuditLog) private readonly audit: AuditLog,
  ) {}

  /** Resolves when the acceptance is durable. What it is expected to cost is reserved before. @throws ProblemException `budget-exceeded`;
   *  IceError `estimator-unavailable`, `ledger-unavailable`, and what `ExecutionSupervisor.start` throws. */
  async start(caller: Caller, { isStored, ...admitted }: Admitted, facts: StartFacts): Promise<ExecutionHead> {
    const { tenant, keyId } = caller;
    const { revision, blueprint } = admitted.compiled;
    // Before anything is stored: what cannot be worked out leaves nothing behind.
    const reserve = this.preflight.reserveFor(admitted);
    if (!isStored) {
      await this.blueprints.revisions.save(tenant, revision, blueprint, this.costs.certify(admitted.compiled));
    }
    const { executionId = this.ids.next('ex', tenant) } = facts;
    const request = { ...admitted, ...facts, executionId, reserve, ...(keyId !== null && { keyId }) };
    const head = await this.supervisor.start(request).catch((fault: unknown) => {
      throw this.preflight.explain(fault, admitted);
    });
    const { blueprintId } = admitted;
    await this.audit.record(caller, 'execution.started', executionId, {
      revision,
      ...(blueprintId !== null && { blueprint_id: blueprintId }),
    });
    return head;
  }
}
