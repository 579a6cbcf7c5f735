/** Where answers come in: finds the signal, judges the answer, and puts it where there is room for one. Whether it is the first is
 *  decided by the store, so that of two answers in two processes one is refused. */
import { Inject, Injectable } from '@nestjs/common';
import {
  AnswerRepository,
  compileSchema,
  ExecutionRepository,
  isFinalStatus,
  type AnswerAddress,
  type ExecutionSnapshot,
  type JsonSchema,
  type OpenSignal,
  type SignalAnswer,
} from '@ice/core';
import { ExecutionSupervisor } from '@ice/orchestrator';
import { ProblemException } from '../http/problem/problem-exception.js';
import { isExecutionId } from '../stream/execution-id.js';
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
    @Inject(ExecutionRepository) private readonly executions: ExecutionRepository,
    @Inject(AnswerRepository) private readonly answers: AnswerRepository,
    @Inject(ExecutionSupervisor) private readonly supervisor: ExecutionSupervisor,
    @Inject(WaitFinder) private readonly finder: WaitFinder,
  ) {}

  /** What an execution waits for. @throws IceError `not-found`. */
  async open(executionId: string): Promise<readonly OpenSignal[]> {
    return (await this.snapshotOf(executionId)).open_signals;
  }

  /** Answers an open signal. @throws ProblemException `signal-closed`, `answer-invalid`; IceError `not-found`. */
  async answer(executionId: string, signalId: string, answer: SignalAnswer): Promise<Answered> {
    const { open_signals } = await this.snapshotOf(executionId);
    const signal = open_signals.find(({ signal_id }) => signal_id === signalId);
    if (!signal) throw await this.finder.refusalOf(executionId, signalId);
    judge(answer, signal.answer_schema === undefined ? [] : [signal.answer_schema]);
    const status = await this.put(executionId, { signal_id: signalId }, answer);
    return { execution_id: executionId, signal_id: signalId, status };
  }

  /** Answers the open signal at a place, or keeps the answer for the one that opens there next. */
  async answerEarly(executionId: string, address: AnswerAddress, answer: SignalAnswer): Promise<Answered> {
    const snapshot = await this.snapshotOf(executionId);
    if (isFinalStatus(snapshot.status)) throw closed(`The execution is ${snapshot.status}: nothing waits any more.`);
    judge(answer, await this.finder.schemasAt(snapshot, address));
    return { execution_id: executionId, status: await this.put(executionId, address, answer) };
  }

  private async put(executionId: string, address: AnswerAddress, answer: SignalAnswer): Promise<Answered['status']> {
    const stored =
      (await this.answers.add(executionId, address, answer)) ?? (await this.putInstead(executionId, address, answer));
    if (!stored) throw closed('There is an answer already; the first one counts.');
    // Since the look at the signal another answer may have been used up, which made the room that this one stands in.
    const isOver = this.finder.isOver(await this.snapshotOf(executionId), address);
    const delivery = isOver ? 'closed' : await this.supervisor.deliver(stored);
    if (delivery !== 'closed') return delivery === 'elsewhere' ? 'accepted' : delivery;
    if (await this.finder.isUsed(executionId, stored.id)) return 'applied';
    await this.answers.remove(stored);
    throw closed('It was closed in this moment: by another answer, a cancel, its deadline or the end of its block.');
  }

  /** Where an answer stands that was used up already, there is room for the next one. */
  private async putInstead(executionId: string, address: AnswerAddress, answer: SignalAnswer) {
    const other = await this.answers.at(executionId, address);
    if (other && !(await this.finder.isUsed(executionId, other.id))) return null;
    if (other) await this.answers.remove(other);
    return this.answers.add(executionId, address, answer);
  }

  private async snapshotOf(executionId: string): Promise<ExecutionSnapshot> {
    const snapshot = isExecutionId(executionId) ? await this.executions.snapshot(executionId) : null;
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
