/** The cost desk, for whoever compiles: governance itself asks the compiler, so the two cannot be one module. */
import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { CostDesk } from './cost-desk.js';

@Module({ imports: [CatalogModule], providers: [CostDesk], exports: [CostDesk] })
export class CostModule {}
