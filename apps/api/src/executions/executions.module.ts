/** Executions: admission, supervision, REST. Who runs them is the business of `worker.module.ts`. */
import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { ExecutionFactory, ExecutionSupervisor } from '@ice/orchestrator';
import { BlueprintsModule } from '../blueprints/blueprints.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { GovernanceModule } from '../governance/governance.module.js';
import { CancelDesk } from './cancel-desk.js';
import { CompareController } from './compare/compare.controller.js';
import { ExecutionComparer } from './compare/execution-comparer.js';
import { ExecutionEnd } from './execution-end.js';
import { ExecutionsController } from './executions.controller.js';
import { NodeIoReader } from './node-io/node-io-reader.js';
import { NodeIoController } from './node-io/node-io.controller.js';
import { RerunDesk } from './rerun/rerun-desk.js';
import { RerunController } from './rerun/rerun.controller.js';
import { DryRun } from './start/dry-run.js';
import { ExecutionAdmission } from './start/execution-admission.js';
import { ExecutionStarter } from './start/execution-starter.js';
import { IdempotentStart } from './start/idempotent-start.js';
import { codeSandboxProvider } from './worker/code-sandbox.provider.js';
import { executionFactoryProvider, slotPoolProvider } from './worker/execution-factory.provider.js';
import { executionSupervisorProvider } from './worker/execution-supervisor.provider.js';
import { SandboxCloser } from './worker/sandbox-closer.js';

@Module({
  imports: [BlueprintsModule, CatalogModule, GovernanceModule],
  controllers: [ExecutionsController, CompareController, RerunController, NodeIoController],
  providers: [
    codeSandboxProvider,
    slotPoolProvider,
    executionFactoryProvider,
    executionSupervisorProvider,
    ExecutionAdmission,
    ExecutionStarter,
    DryRun,
    IdempotentStart,
    CancelDesk,
    ExecutionEnd,
    ExecutionComparer,
    NodeIoReader,
    RerunDesk,
    SandboxCloser,
  ],
  exports: [ExecutionFactory, ExecutionSupervisor, CancelDesk, ExecutionEnd, IdempotentStart],
})
export class ExecutionsModule implements OnModuleDestroy {
  constructor(@Inject(ExecutionSupervisor) private readonly supervisor: ExecutionSupervisor) {}

  /** Also of a process that runs none: whoever waits for one here is let go. */
  onModuleDestroy(): void {
    this.supervisor.end();
  }
}
