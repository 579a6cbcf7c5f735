/** Liveness and readiness. */
import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { HealthController } from './health.controller.js';
import { ReadinessChecks } from './readiness-checks.js';

@Module({ imports: [CatalogModule], controllers: [HealthController], providers: [ReadinessChecks] })
export class HealthModule {}
