/** What a process does that runs executions: it keeps a lease, takes executions from the line and over from others, and removes what is old.
 *  A process of the role `api` is without it. */
import { Module } from '@nestjs/common';
import { AuditRetention } from '../../audit/audit-retention.js';
import { ExecutionsModule } from '../executions.module.js';
import { ExecutionRecovery } from './execution-recovery.js';
import { ExecutionRetention } from './execution-retention.js';
import { ExecutionWorker } from './execution-worker.js';

@Module({
  imports: [ExecutionsModule],
  providers: [ExecutionRecovery, ExecutionWorker, ExecutionRetention, AuditRetention],
})
export class WorkerModule {}
