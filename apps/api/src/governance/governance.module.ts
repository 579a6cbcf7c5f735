/** Money and models: what an organisation may spend, what a document will cost, which models may be used. */
import { Module } from '@nestjs/common';
import { BudgetPolicy } from '@ice/core';
import { BlueprintsModule } from '../blueprints/blueprints.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { BudgetDesk } from './budget-desk.js';
import { BudgetController } from './budget.controller.js';
import { EstimateController } from './estimate.controller.js';
import { ModelsController } from './models.controller.js';
import { Preflight } from './preflight.js';
import { TenantBudgets } from './tenant-budgets.js';

@Module({
  imports: [BlueprintsModule, CatalogModule],
  controllers: [BudgetController, EstimateController, ModelsController],
  providers: [BudgetDesk, Preflight, TenantBudgets, { provide: BudgetPolicy, useExisting: TenantBudgets }],
  exports: [BudgetPolicy, Preflight],
})
export class GovernanceModule {}
