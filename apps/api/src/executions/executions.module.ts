/** Executions: admission, supervision, REST. */
import { Module } from '@nestjs/common';
import { BlueprintsModule } from '../blueprints/blueprints.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { ExecutionAdmission } from './execution-admission.js';
import { executionFactoryProvider } from './execution-factory.provider.js';
import { ExecutionRecovery } from './execution-recovery.js';
import { ExecutionSupervisor } from './execution-supervisor.js';
import { ExecutionWorker } from './execution-worker.js';
import { ExecutionsController } from './executions.controller.js';

@Module({
  imports: [BlueprintsModule, CatalogModule],
  controllers: [ExecutionsController],
  providers: [executionFactoryProvider, ExecutionAdmission, ExecutionSupervisor, ExecutionRecovery, ExecutionWorker],
  exports: [ExecutionSupervisor],
})
export class ExecutionsModule {}
