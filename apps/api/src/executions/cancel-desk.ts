/** Where executions are cancelled in somebody's name, whichever way he asks. */
import { Inject, Injectable } from '@nestjs/common';
import { ExecutionsByTenant, isFinalStatus, type ExecutionHead } from '@ice/core';
import { ExecutionSupervisor } from '@ice/orchestrator';
import type { Caller } from '../access/caller.js';
import { AuditLog } from '../audit/audit-log.js';
import { unknownExecution } from './unknown-execution.js';

/** See the head of this file. */
@Injectable()
export class CancelDesk {
  constructor(
    @Inject(ExecutionsByTenant) private readonly executions: ExecutionsByTenant,
    @Inject(ExecutionSupervisor) private readonly supervisor: ExecutionSupervisor,
    @Inject(AuditLog) private readonly audit: AuditLog,
  ) {}

  /** The head afterwards; one that has ended already stays as it is. @throws IceError `not-found`. */
  async cancel(caller: Caller, id: string): Promise<ExecutionHead> {
    const before = await this.executions.of(caller.tenant).head(id);
    if (!before) throw unknownExecution(id);
    if (isFinalStatus(before.status)) return before;
    const head = await this.supervisor.cancel(id, 'requested');
    await this.audit.record(caller, 'execution.cancelled', id);
    return head ?? before;
  }
}
