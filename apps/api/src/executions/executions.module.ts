/** Executions: admission, supervision, REST. Who runs them is the business of `worker.module.ts`. */
import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { ExecutionFactory, ExecutionSupervisor } from '@ice/orchestrator';
import { BlueprintsModule } from '../blueprints/blueprints.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { GovernanceModule } from '../governance/governance.module.js';
import { CancelDesk } from './cancel-desk.js';
import { codeSandboxProvider } from './code-sandbox.provider.js';
import { CompareController } from './compare.controller.js';
import { DryRun } from './dry-run.js';
import { ExecutionAdmission } from './execution-admission.js';
import { ExecutionComparer } from './execution-comparer.js';
import { ExecutionEnd } from './execution-end.js';
import { executionFactoryProvider, slotPoolProvider } from './execution-factory.provider.js';
import { ExecutionStarter } from './execution-starter.js';
import { executionSupervisorProvider } from './execution-supervisor.provider.js';
import { ExecutionsController } from './executions.controller.js';
import { IdempotentStart } from './idempotent-start.js';
import { NodeIoController } from './node-io.controller.js';
import { NodeIoReader } from './node-io-reader.js';
import { RerunDesk } from './rerun-desk.js';
import { RerunController } from './rerun.controller.js';
import { SandboxCloser } from './sandbox-closer.js';

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
