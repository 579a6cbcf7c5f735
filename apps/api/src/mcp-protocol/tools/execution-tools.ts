/** Tools for executions that have been started: look, wait, cancel, read events, answer. The same services as the REST operations. */
import { Inject, Injectable } from '@nestjs/common';
import {
  ExecutionsByTenant,
  nodeIdPattern,
  type ExecutionSnapshot,
  type JsonObject,
  type SignalAnswer,
  type Tenant,
} from '@ice/core';
import type { Caller } from '../../access/caller.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/app-config.token.js';
import { CancelDesk } from '../../executions/cancel-desk.js';
import { unknownExecution } from '../../executions/unknown-execution.js';
import { ProblemException } from '../../http/problem/problem-exception.js';
import { readFailure } from '../../signals/read-failure.js';
import { SignalDesk } from '../../signals/signal-desk.js';
import { eventPageText } from '../../stream/http/event-page.js';
import { cursorAhead } from '../../stream/subscription/cursor-ahead.js';
import { outcomeOf, outcomeSchema } from '../call/execution-outcome.js';
import { ExecutionWatcher } from '../call/execution-watcher.js';
import { argumentsSchema, looksOnly, type CallContext, type McpTool, type ToolAnswer } from './mcp-tool.js';

const executionId = { type: 'string', maxLength: 64, description: 'As a call of a blueprint gave it.' } as const;
const outcome = outcomeSchema({ type: 'object', description: 'With status completed.' });
const defaultEvents = 50;
const mostEvents = 200;
const pathPattern = '^[a-z][a-z0-9_.\\[\\]]*$';

/** See the head of this file. */
@Injectable()
export class ExecutionTools {
  /** What is offered. */
  readonly tools: readonly McpTool[];

  constructor(
    @Inject(ExecutionsByTenant) private readonly executions: ExecutionsByTenant,
    @Inject(CancelDesk) private readonly canceller: CancelDesk,
    @Inject(ExecutionWatcher) private readonly watcher: ExecutionWatcher,
    @Inject(SignalDesk) private readonly signals: SignalDesk,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {
    this.tools = [this.status(), this.wait(), this.cancel(), this.events(), this.answer()];
  }

  private status(): McpTool {
    return {
      name: 'execution_status',
      scope: 'read',
      title: 'Look at an execution',
      description: 'Says how far an execution has come: its status, outputs, failure, cost, and what it waits for.',
      inputSchema: argumentsSchema({ execution_id: executionId }, ['execution_id']),
      outputSchema: outcome,
      annotations: looksOnly,
      call: async ({ execution_id }, { call: { tenant } }) => ({
        structured: outcomeOf(await this.snapshotOf(tenant, execution_id as string)),
      }),
    };
  }

  private wait(): McpTool {
    const longest = this.config.mcp.longestWaitMs / 1_000;
    const standard = Math.min(this.config.mcp.callWaitMs / 1_000, longest);
    const wait_s = { type: 'number', minimum: 0, maximum: longest, default: standard, description: 'In seconds.' };
    return {
      name: 'execution_wait',
      scope: 'read',
      title: 'Wait for an execution',
      description:
        'Waits until an execution has ended or asks for an answer, or until the time is over, and then says how far it has come. Call it again while it goes on.',
      inputSchema: argumentsSchema({ execution_id: executionId, wait_s }, ['execution_id']),
      outputSchema: outcome,
      annotations: looksOnly,
      call: ({ execution_id, wait_s: seconds = standard }, context) =>
        this.waitFor(execution_id as string, Number(seconds) * 1_000, context),
    };
  }

  private cancel(): McpTool {
    return {
      name: 'execution_cancel',
      scope: 'run',
      title: 'Cancel an execution',
      description: 'Ends an execution: nothing of it starts any more. One that has ended already stays as it is.',
      inputSchema: argumentsSchema({ execution_id: executionId }, ['execution_id']),
      outputSchema: outcome,
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
      call: async ({ execution_id }, { call: { tenant, origin } }) => {
        const { execution_id: id } = await this.canceller.cancel(origin.caller, execution_id as string);
        return { structured: outcomeOf(await this.snapshotOf(tenant, id)) };
      },
    };
  }

  private events(): McpTool {
    const after = { type: 'integer', minimum: 0, default: 0, description: 'The sequence of the last event seen.' };
    const limit = { type: 'integer', minimum: 1, maximum: mostEvents, default: defaultEvents };
    return {
      name: 'execution_events',
      scope: 'read',
      title: 'Read the events of an execution',
      description:
        'Gives what was recorded of an execution, in order, a page at a time: `{data, next_cursor, has_more}`. Go on with `after` = the last sequence.',
      inputSchema: argumentsSchema({ execution_id: executionId, after, limit }, ['execution_id']),
      annotations: looksOnly,
      call: ({ execution_id, after: from = 0, limit: most = defaultEvents }, { call: { tenant } }) =>
        this.eventsOf(tenant, execution_id as string, Number(from), Number(most)),
    };
  }

  private answer(): McpTool {
    const failure = argumentsSchema({ code: { type: 'string' }, message: { type: 'string' } }, ['code', 'message']);
    const properties = {
      execution_id: executionId,
      signal_id: { type: 'string', maxLength: 64, description: 'Of an open signal.' },
      name: { type: 'string', pattern: nodeIdPattern.source, description: 'Instead: the name of a wait, open or not.' },
      path: { type: 'string', maxLength: 1_000, pattern: pathPattern, description: 'Instead: the path of a node run.' },
      value: { description: "The answer: any JSON that the signal's `answer_schema` takes." },
      failure: { ...failure, description: 'Instead of a value: ends the node run with this failure.' },
    };
    return {
      name: 'answer_signal',
      scope: 'run',
      title: 'Answer what an execution waits for',
      description:
        'Answers an open signal, once: a person’s decision, a message from outside, or a pause (`resume` or `cancel`). The first answer counts.',
      inputSchema: argumentsSchema(properties, ['execution_id']),
      judgedLater: ['failure'],
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
      call: (given, { call: { origin } }) => this.answerSignal(origin.caller, given),
    };
  }

  private async waitFor(id: string, limitMs: number, context: CallContext): Promise<ToolAnswer> {
    const { tenant } = context.call;
    await this.snapshotOf(tenant, id);
    await this.watcher.wait(id, limitMs, context);
    return { structured: outcomeOf(await this.snapshotOf(tenant, id)) };
  }

  private async eventsOf(tenant: Tenant, id: string, after: number, limit: number): Promise<ToolAnswer> {
    const executions = this.executions.of(tenant);
    const head = await executions.head(id);
    if (!head) throw unknownExecution(id);
    if (after > head.sequence) throw cursorAhead(after, head.sequence);
    const text = await eventPageText(executions, { executionId: id, after, limit });
    return { structured: JSON.parse(text) as JsonObject, text };
  }

  private async answerSignal(caller: Caller, given: JsonObject): Promise<ToolAnswer> {
    const { execution_id, signal_id, name, path } = given as Readonly<Record<string, string | undefined>>;
    const answer = answerOf(given);
    const places = [signal_id, name, path].filter((place) => place !== undefined);
    if (places.length !== 1) throw wrong('Give exactly one of signal_id, name and path.');
    const id = execution_id as string;
    const answered =
      signal_id !== undefined
        ? await this.signals.answer(caller, id, signal_id, answer)
        : await this.signals.answerEarly(caller, id, name === undefined ? { path: path as string } : { name }, answer);
    return { structured: { ...answered } };
  }

  private async snapshotOf(tenant: Tenant, id: string): Promise<ExecutionSnapshot> {
    const snapshot = await this.executions.of(tenant).snapshot(id);
    if (!snapshot) throw unknownExecution(id);
    return snapshot;
  }
}

function answerOf({ value, failure }: JsonObject): SignalAnswer {
  if ((value === undefined) === (failure === undefined)) throw wrong('Give exactly one of value and failure.');
  return value === undefined ? { failure: readFailure(failure) } : { value };
}

function wrong(detail: string): ProblemException {
  return new ProblemException('validation-failed', detail, {
    errors: [{ pointer: '', code: 'validation-failed', detail }],
  });
}
