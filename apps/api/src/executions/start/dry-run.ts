/** A start that starts nothing: every step of admission, what it would cost, and whether there is money for it now. Nothing is stored
 *  and nothing reserved. */
import { Inject, Injectable } from '@nestjs/common';
import { Clock, formatUsd, IdSource } from '@ice/core';
import type { Caller } from '../../access/caller.js';
import { Preflight } from '../../governance/preflight.js';
import { presentCost, type CostAnswer } from '../../governance/present-cost.js';
import { ExecutionAdmission } from './execution-admission.js';
import type { StartExecutionDto } from './start-execution.dto.js';

/** What a start would come to. */
export interface DryRunAnswer {
  readonly dry_run: true;
  readonly admitted: true;
  readonly revision: string;
  /** With the inputs that were sent. */
  readonly cost: CostAnswer;
  /** What the start would reserve. */
  readonly reserve_usd: string;
}

@Injectable()
export class DryRun {
  constructor(
    @Inject(ExecutionAdmission) private readonly admission: ExecutionAdmission,
    @Inject(Preflight) private readonly preflight: Preflight,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Refuses whatever a start now would be refused for. */
  async judge({ tenant, keyId }: Caller, request: StartExecutionDto): Promise<DryRunAnswer> {
    const { compiled, blueprintId, inputs } = await this.admission.admit(tenant, request);
    const owner = {
      execution_id: this.ids.next('ex', tenant),
      blueprint_id: blueprintId,
      created_at: new Date(this.clock.now()).toISOString(),
      ...(keyId !== null && { key_id: keyId }),
    };
    const wanted = { compiled, inputs, budgetUsd: request.budget_usd, owner };
    const estimate = await this.preflight.checkAvailable(wanted);
    const reserve_usd = formatUsd(this.preflight.reserveFor(wanted));
    const { revision } = compiled;
    return { dry_run: true, admitted: true, revision, cost: presentCost(estimate), reserve_usd };
  }
}
