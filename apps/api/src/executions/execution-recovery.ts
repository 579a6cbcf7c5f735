/** After a restart: finds the executions that had not ended, and lets them go on from their journals. */
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { ExecutionRepository, type ExecutionEvent, type ExecutionHead, type ExecutionStatus } from '@ice/core';
import { ExecutionFactory } from '@ice/orchestrator';
import { BlueprintCompiler } from '../blueprints/blueprint-compiler.js';
import { ExecutionSupervisor } from './execution-supervisor.js';

const unfinished: readonly ExecutionStatus[] = ['running', 'queued'];
const pageSize = 500;

/** Recovers unfinished executions at start. */
@Injectable()
export class ExecutionRecovery implements OnApplicationBootstrap {
  private readonly logger = new Logger(ExecutionRecovery.name);

  constructor(
    @Inject(ExecutionRepository) private readonly executions: ExecutionRepository,
    @Inject(BlueprintCompiler) private readonly compiler: BlueprintCompiler,
    @Inject(ExecutionFactory) private readonly factory: ExecutionFactory,
    @Inject(ExecutionSupervisor) private readonly supervisor: ExecutionSupervisor,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const heads = await this.unfinishedHeads();
    for (const head of heads) await this.resume(head);
    if (heads.length > 0) this.logger.log(`${heads.length} unfinished executions go on.`);
  }

  /** Collected before the first one goes on, since statuses change from then on. */
  private async unfinishedHeads(): Promise<readonly ExecutionHead[]> {
    const heads: ExecutionHead[] = [];
    for (const status of unfinished) {
      for (let after: string | undefined; ;) {
        const page = await this.executions.list({ status, limit: pageSize, ...(after !== undefined && { after }) });
        heads.push(...page.data);
        after = page.data.at(-1)?.execution_id;
        if (!page.has_more) break;
      }
    }
    return heads;
  }

  private async resume(head: ExecutionHead): Promise<void> {
    const compiled = await this.compiler.compiledOf(head.revision);
    if (!compiled) return this.logger.error(`${head.execution_id} cannot go on: its revision does not compile here.`);
    const [queued, ...history] = await this.journalOf(head.execution_id);
    if (queued?.type !== 'execution.queued') return this.logger.error(`${head.execution_id} has no beginning.`);
    const execution = this.factory.open({ compiled, head, inputs: queued.data.inputs, history });
    this.supervisor.adopt(head.execution_id, execution);
  }

  private async journalOf(id: string): Promise<readonly ExecutionEvent[]> {
    const events: ExecutionEvent[] = [];
    for await (const event of this.executions.journal(id)) events.push(event);
    return events;
  }
}
