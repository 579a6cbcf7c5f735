/** Signals: what executions wait for, and the answers. */
import { Module } from '@nestjs/common';
import { BlueprintsModule } from '../blueprints/blueprints.module.js';
import { ExecutionsModule } from '../executions/executions.module.js';
import { SignalDesk } from './signal-desk.js';
import { SignalsController } from './signals.controller.js';
import { WaitFinder } from './wait-finder.js';

@Module({
  imports: [BlueprintsModule, ExecutionsModule],
  controllers: [SignalsController],
  providers: [SignalDesk, WaitFinder],
  exports: [SignalDesk],
})
export class SignalsModule {}
