/** Where answers come in: finds the signal, judges the answer, and puts it where there is room for one. Whether it is the first is
 *  decided by the store, so that of two answers in two processes one is refused. */
import { Inject, Injectable } from '@nestjs/common';
import {
  AnswerRepository,
  compileSchema,
  ExecutionsByTenant,
  isFinalStatus,
  type AnswerAddress,
  type ExecutionSnapshot,
  type JsonSchema,
  type OpenSignal,
  type SignalAnswer,
  type Tenant,
} from '@ice/core';
import { ExecutionSupervisor } from '@ice/orchestrator';
import type { Caller } from '../access/caller.js';
import { AuditLog } from '../audit/audit-log.js';
import { actionOf } from './action-of.js';
import { ProblemException } from '../http/problem/problem-exception.js';
import { unknownExecution } from '../executions/unknown-execution.js';
import { WaitFinder } from './wait-finder.js';

/** What is said of an answer that was taken. `accepted`: another process runs the execution, and finds the answer within seconds. */
export interface Answered {
  readonly execution_id: string;
  readonly signal_id?: string;
  readonly status: 'applied' | 'kept' | 'accepted';
}

/** Takes answers. */
@Injectable()
export class SignalDesk {
  constructor(
    @Inject(ExecutionsByTenant) private readonly executions: ExecutionsByTenant,
    @Inject(AnswerRepository) private readonly answers: AnswerRepository,
    @Inject(ExecutionSupervisor) private readonly supervisor: ExecutionSupervisor,
    @Inject(WaitFinder) private readonly finder: WaitFinder,
    @Inject(AuditLog) private readonly audit: AuditLog,
  ) {}

  /** What an execution waits for. @throws IceError `not-found`. */
  async open(tenant: Tenant, executionId: string): Promise<readonly OpenSignal[]> {
    return (await this.snapshotOf(tenant, executionId)).open_signals;
  }

  /** Answers an open signal. @throws ProblemException `signal-closed`, `answer-invalid`; IceError `not-found`. */
  async answer(caller: Caller, executionId: string, signalId: string, answer: SignalAnswer): Promise<Answered> {
    const { open_signals } = await this.snapshotOf(caller.tenant, executionId);
    const signal = open_signals.find(({ signal_id }) => signal_id === signalId);
    if (!signal) throw await this.finder.refusalOf(caller.tenant, executionId, signalId);
    judge(answer, signal.answer_schema === undefined ? [] : [signal.answer_schema]);
    const status = await this.put(caller, executionId, { signal_id: signalId }, answer);
    await this.audit.record(caller, actionOf(answer, signal), executionId, { signal_id: signalId });
    return { execution_id: executionId, signal_id: signalId, status };
  }

  /** Answers the open signal at a place, or keeps the answer for the one that opens there next. */
  async answerEarly(
    caller: Caller,
    executionId: string,
    address: AnswerAddress,
    answer: SignalAnswer,
  ): Promise<Answered> {
    const snapshot = await this.snapshotOf(caller.tenant, executionId);
    if (isFinalStatus(snapshot.status)) throw closed(`The execution is ${snapshot.status}: nothing waits any more.`);
    judge(answer, await this.finder.schemasAt(snapshot, address));
    const status = await this.put(caller, executionId, address, answer);
    await this.audit.record(caller, actionOf(answer, address), executionId, { ...address });
    return { execution_id: executionId, status };
  }

  private async put(
    caller: Caller,
    executionId: string,
    address: AnswerAddress,
    answer: SignalAnswer,
  ): Promise<Answered['status']> {
    const { tenant, keyId } = caller;
    const add = () => this.answers.add(executionId, address, answer, keyId ?? undefined);
    const stored = (await add()) ?? ((await this.hasMadeRoom(tenant, executionId, address)) ? await add() : null);
    if (!stored) throw closed('There is an answer already; the first one counts.');
    // Since the look at the signal another answer may have been used up, which made the room that this one stands in.
    const isOver = this.finder.isOver(await this.snapshotOf(tenant, executionId), address);
    const delivery = isOver ? 'closed' : await this.supervisor.deliver(stored);
    if (delivery !== 'closed') return delivery === 'elsewhere' ? 'accepted' : delivery;
    if (await this.finder.isUsed(tenant, executionId, stored.id)) return 'applied';
    await this.answers.remove(stored);
    throw closed('It was closed in this moment: by another answer, a cancel, its deadline or the end of its block.');
  }

  /** Where an answer stands that was used up already, there is room for the next one. */
  private async hasMadeRoom(tenant: Tenant, executionId: string, address: AnswerAddress): Promise<boolean> {
    const other = await this.answers.at(executionId, address);
    if (other && !(await this.finder.isUsed(tenant, executionId, other.id))) return false;
    if (other) await this.answers.remove(other);
    return true;
  }

  private async snapshotOf(tenant: Tenant, executionId: string): Promise<ExecutionSnapshot> {
    const snapshot = await this.executions.of(tenant).snapshot(executionId);
    if (!snapshot) throw unknownExecution(executionId);
    return snapshot;
  }
}

/** An answer has to fit one of the waits that it may go to; none means any JSON. */
function judge(answer: SignalAnswer, schemas: readonly JsonSchema[]): void {
  if ('failure' in answer || schemas.length === 0) return;
  const misfits = schemas.map((schema) => compileSchema(schema)(answer.value));
  if (misfits.some((problems) => problems.length === 0)) return;
  const errors = (misfits[0] ?? []).map(({ pointer, message }) => ({
    pointer: `/value${pointer}`,
    code: 'answer-invalid',
    detail: message,
  }));
  throw new ProblemException('answer-invalid', 'The answer is not what is asked for.', { errors });
}

function closed(detail: string): ProblemException {
  return new ProblemException('signal-closed', detail);
}
