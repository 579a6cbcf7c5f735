/** Calls a blueprint: starts an execution with everything that `POST /api/v1/executions` asks of one, and waits for it a while. A lost
 *  connection changes nothing about the execution; a cancelled request cancels it. */
import { Inject, Injectable, Logger } from '@nestjs/common';
import { ExecutionsByTenant, type ExecutionHead, type JsonObject } from '@ice/core';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/app-config.token.js';
import { CancelDesk } from '../../executions/cancel-desk.js';
import { IdempotentStart } from '../../executions/start/idempotent-start.js';
import { unknownExecution } from '../../executions/unknown-execution.js';
import { ProblemException } from '../../http/problem/problem-exception.js';
import { callTag, protocolTag } from '../call/call-tag.js';
import { outcomeAnswer } from '../call/execution-outcome.js';
import { ExecutionWatcher } from '../call/execution-watcher.js';
import type { OpenCall } from '../call/open-call.js';
import type { CallContext, ToolAnswer } from './mcp-tool.js';

/** See the head of this file. */
@Injectable()
export class BlueprintCall {
  private readonly logger = new Logger(BlueprintCall.name);

  constructor(
    @Inject(IdempotentStart) private readonly starter: IdempotentStart,
    @Inject(CancelDesk) private readonly canceller: CancelDesk,
    @Inject(ExecutionsByTenant) private readonly executions: ExecutionsByTenant,
    @Inject(ExecutionWatcher) private readonly watcher: ExecutionWatcher,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** Runs the current revision of a blueprint. Refuses what a start refuses. */
  async run(blueprintId: string, inputs: JsonObject, context: CallContext): Promise<ToolAnswer> {
    const { execution_id } = await this.start(blueprintId, inputs, context.call);
    const letGo = context.call.whenCancelled(() => this.cancel(execution_id, context.call));
    try {
      await this.watcher.wait(execution_id, this.config.mcp.callWaitMs, context);
    } finally {
      letGo();
    }
    const snapshot = await this.executions.of(context.call.tenant).snapshot(execution_id);
    if (!snapshot) throw unknownExecution(execution_id);
    return outcomeAnswer(snapshot);
  }

  private async start(blueprint_id: string, inputs: JsonObject, { origin }: OpenCall): Promise<ExecutionHead> {
    const tag = callTag(origin);
    const tags = [protocolTag, ...(tag === null ? [] : [tag])];
    try {
      return (await this.starter.start(origin.caller, { blueprint_id, inputs, tags }, null)).head;
    } catch (error) {
      throw error instanceof ProblemException ? atArguments(error) : error;
    }
  }

  /** The answer is nobody's any more, so there is nobody to tell of a fault. */
  private cancel(id: string, { origin }: OpenCall): void {
    this.canceller.cancel(origin.caller, id).catch((fault: unknown) => this.logger.error(fault));
  }
}

/** The inputs are the arguments themselves here. */
function atArguments({ code, message, parts }: ProblemException): ProblemException {
  const { errors, ...others } = parts;
  if (!errors) return new ProblemException(code, message, others);
  const moved = errors.map((error) => ({ ...error, pointer: error.pointer.replace(/^\/inputs(?=\/|$)/, '') }));
  return new ProblemException(code, message, { ...others, errors: moved });
}
