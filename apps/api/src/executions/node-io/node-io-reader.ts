/** Finds what a node run gave or worked on, wherever it stands: in its event, or beside the journal where it was too large for that. */
import { Inject, Injectable } from '@nestjs/common';
import {
  applyEvent,
  emptyState,
  ExecutionsByTenant,
  IceError,
  type EventData,
  type JsonValue,
  type NodeRunSnapshot,
  type PayloadRef,
  type TenantExecutions,
  type Tenant,
} from '@ice/core';
import { ProblemException } from '../../http/problem/problem-exception.js';
import { unknownExecution } from '../unknown-execution.js';
import type { NodeIoPart } from './node-io-query.dto.js';

/** A node run as the snapshot shows it, with the start of its latest attempt; undefined for one that never began. */
interface FoundRun {
  readonly run: NodeRunSnapshot;
  readonly start: EventData['node.started'] | undefined;
}

/** Reads values of node runs. */
@Injectable()
export class NodeIoReader {
  constructor(@Inject(ExecutionsByTenant) private readonly executions: ExecutionsByTenant) {}

  /** The JSON text of a value. @throws ProblemException, IceError `not-found`: no such execution, node run or value. */
  async read(tenant: Tenant, executionId: string, path: string, part: NodeIoPart): Promise<string> {
    const executions = this.executions.of(tenant);
    const found = await find(executions, executionId, path);
    const { run, start } = found;
    if (part === 'output') {
      const value = await textOf(executions, executionId, run.output, run.output_ref);
      return value ?? refuse('output', run, whyNoOutput(run));
    }
    const value = await textOf(executions, executionId, start?.input, start?.input_ref);
    return value ?? refuse('input', run, whyNoInput(found));
  }

  /** The JSON text of what one event of a node run says. @throws as `read`. */
  async readEvent(
    tenant: Tenant,
    executionId: string,
    path: string,
    { part, sequence }: { readonly part: NodeIoPart; readonly sequence: number },
  ): Promise<string> {
    const executions = this.executions.of(tenant);
    const [event] = await executions.events(executionId, sequence - 1, 1);
    if (!event && !(await executions.head(executionId))) throw unknownExecution(executionId);
    if (event?.path !== path) throw unknownEvent(executionId, path, sequence);
    const data = event.data as Partial<Record<string, JsonValue>>;
    const reference = data[`${part}_ref`] as unknown as PayloadRef | undefined;
    const text = await textOf(executions, executionId, data[part], reference);
    if (text !== null) return text;
    throw new ProblemException('not-found', `Event ${sequence}, ${event.type}, has no ${part}.`, {
      hint: `GET /api/v1/executions/${executionId}/events shows what it says.`,
    });
  }
}

async function find(executions: TenantExecutions, executionId: string, path: string): Promise<FoundRun> {
  const state = emptyState(executionId);
  let start: FoundRun['start'];
  for await (const event of executions.journal(executionId)) {
    applyEvent(state, event);
    if (event.type === 'node.started' && event.path === path) start = event.data;
  }
  if (state.head.sequence === 0) throw unknownExecution(executionId);
  const run = state.nodes.get(path);
  if (!run) throw unknownNodeRun(executionId, path);
  return { run, start };
}

async function textOf(
  executions: TenantExecutions,
  executionId: string,
  value: JsonValue | undefined,
  reference: PayloadRef | undefined,
): Promise<string | null> {
  if (!reference) return value === undefined ? null : JSON.stringify(value);
  const text = await executions.payload(executionId, reference.hash);
  if (text === null) throw new IceError('internal-error', `The payload ${reference.hash} of ${executionId} is gone.`);
  return text;
}

function unknownNodeRun(executionId: string, path: string): ProblemException {
  return new ProblemException('not-found', `${executionId} has no node run "${path.slice(0, 200)}".`, {
    hint: `GET /api/v1/executions/${executionId} shows the paths of its node runs; write [ and ] as %5B and %5D.`,
  });
}

function unknownEvent(executionId: string, path: string, sequence: number): ProblemException {
  return new ProblemException('not-found', `Event ${sequence} of ${executionId} is none of "${path.slice(0, 200)}".`, {
    hint: `GET /api/v1/executions/${executionId}/events?after=${sequence - 1}&limit=1 shows it.`,
  });
}

function refuse(part: NodeIoPart, { path }: NodeRunSnapshot, hint: string): never {
  throw new ProblemException('not-found', `The node run "${path}" has no ${part}.`, { hint });
}

function whyNoOutput({ status }: NodeRunSnapshot): string {
  const isOpen = status === 'pending' || status === 'running' || status === 'waiting';
  if (isOpen) return `It is ${status}: it has an output once it has completed.`;
  return `It is ${status}: only completed node runs have an output.`;
}

function whyNoInput({ start }: FoundRun): string {
  if (!start) return 'No attempt of it has begun.';
  return 'Its kind works on none, or it was too large to be recorded: then see the outputs that it was made of.';
}
