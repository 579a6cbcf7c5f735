/** Brings answers from the store to the executions that they are for, wherever those are: here, out of memory, or in another process.
 *  An answer stays in the store until the journal has it. */
import {
  IceError,
  isFinalStatus,
  isIceError,
  type AnswerRepository,
  type Clock,
  type ExecutionHead,
  type ExecutionRepository,
  type StoredAnswer,
} from '@ice/core';
import type { RunningExecution } from '../run/running-execution.js';
import { raiseAddress, raiseOf } from '../schedule/pause/budget-signal.js';
import { messageOf } from './message-of.js';

/** What became of an answer. `applied`: the journal has it. `kept`: for a wait to come. `elsewhere`: the process that runs the execution
 *  finds it. `closed`: nothing waits for it any more. */
export type Delivery = 'applied' | 'kept' | 'elsewhere' | 'closed';

/** How often what has moved between two looks is looked for again. */
const attempts = 3;

/** So long this process leaves an answer alone whose execution cannot go on here, in ms: another release may know how. */
const leaveAloneMs = 60_000;

/** Where answers and executions are found. */
export interface DeliverySources {
  readonly executions: ExecutionRepository;
  readonly answers: AnswerRepository;
  readonly clock: Pick<Clock, 'now'>;
  tell(message: string): void;
}

/** What a supervisor does for answers. */
export interface DeliveryDeeds {
  /** The execution if it runs in this process. */
  here(executionId: string): RunningExecution | undefined;
  /** Has one that waits run here again, with the answers that are in the store; undefined when another process was faster, or this one
   *  could not record what they change: then they stay where they are. */
  wake(head: ExecutionHead): Promise<RunningExecution | undefined>;
  /** False where this process takes no execution (any more). */
  readonly mayTake: () => boolean;
  /** Has a worker look after one that waits. */
  call(executionId: string): Promise<void>;
}

/** The answers that come to one process. */
export class AnswerDelivery {
  /** Until when, in ms since 1970, by the ids of answers. */
  private readonly leftAlone = new Map<string, number>();

  constructor(
    private readonly sources: DeliverySources,
    private readonly deeds: DeliveryDeeds,
  ) {}

  /** Hands an answer to its execution, which is woken for it. */
  async deliver(answer: StoredAnswer): Promise<Delivery> {
    const id = answer.executionId;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const execution = this.deeds.here(id);
      if (await execution?.offer([answer])) return this.settle(answer, execution as RunningExecution);
      const head = await this.sources.executions.head(id);
      if (!head || isFinalStatus(head.status)) return this.drop(answer);
      if (!this.deeds.mayTake()) {
        if (head.status === 'waiting') await this.deeds.call(id);
        return 'elsewhere';
      }
      const woken = head.status === 'waiting' ? await this.deeds.wake(head) : undefined;
      if (woken) return this.settle(answer, woken);
    }
    return 'elsewhere';
  }

  /** Tells an execution that its budget was raised where one of its children has asked. It may be told again, and of less than it has. */
  async raise(executionId: string, budgetUsd: number, by?: string): Promise<void> {
    const head = await this.sources.executions.head(executionId);
    if (!head || isFinalStatus(head.status) || (head.budget_usd ?? 0) >= budgetUsd) return;
    const answer = { value: { raise_to_usd: budgetUsd } };
    const given = { executionId, address: raiseAddress, answer, ...(by !== undefined && { by }) };
    // One that was delivered and stands there still was no raise (any more).
    const stored = await this.sources.answers.addOrReplace(given, ({ isDelivered, answer: standing }) => {
      return isDelivered || (raiseOf(standing) ?? 0) < budgetUsd;
    });
    if (stored) await this.deliver(stored);
  }

  /** Delivers what other processes have left. An execution that cannot be woken keeps no other one waiting. What fails in passing is tried
   *  with the next look; what fails for good here, some time later. */
  async lookAround(): Promise<void> {
    const now = this.sources.clock.now();
    for (const [id, until] of this.leftAlone) if (until <= now) this.leftAlone.delete(id);
    for (const answer of await this.sources.answers.undelivered()) {
      if (this.leftAlone.has(answer.id)) continue;
      try {
        await this.deliver(answer);
      } catch (fault) {
        this.sources.tell(`${answer.executionId} cannot be woken for an answer: ${messageOf(fault)}`);
        if (!isIceError(fault) || !fault.retryable) this.leftAlone.set(answer.id, now + leaveAloneMs);
      }
    }
  }

  /** Gives an execution that begins to run here the answers that are in the store; false when what they change could not be recorded. */
  async offerAll(execution: RunningExecution, answers: readonly StoredAnswer[]): Promise<boolean> {
    if (answers.length === 0) return true;
    if (!(await execution.offer(answers)) || !(await this.isOwner(execution))) return false;
    for (const answer of answers) await this.sources.answers.markDelivered(answer);
    return true;
  }

  /** Makes room where answers stood that an execution has used, or will never use. */
  async clear(execution: RunningExecution): Promise<void> {
    if (!execution.hasAnswers) return;
    for (const answer of await this.sources.answers.of(execution.head.execution_id)) {
      if (execution.isUsed(answer.id) || execution.head.ended_at !== null) await this.sources.answers.remove(answer);
    }
  }

  private async settle(answer: StoredAnswer, execution: RunningExecution): Promise<Delivery> {
    if (execution.isUsed(answer.id)) {
      await this.sources.answers.remove(answer);
      return 'applied';
    }
    if (execution.head.ended_at !== null) return this.drop(answer);
    if (!(await this.isOwner(execution))) return 'elsewhere';
    if ('signal_id' in answer.address) return this.drop(answer);
    await this.sources.answers.markDelivered(answer);
    return 'kept';
  }

  /** False once another worker has taken it over: what was told here, and recorded nothing, that one has to be told. */
  private async isOwner({ head }: RunningExecution): Promise<boolean> {
    return (await this.sources.executions.head(head.execution_id))?.fence === head.fence;
  }

  private async drop(answer: StoredAnswer): Promise<Delivery> {
    await this.sources.answers.remove(answer);
    return 'closed';
  }
}

/** Why an execution cannot go on anywhere. */
export function revisionIsGone({ execution_id, revision }: ExecutionHead): IceError {
  return new IceError('not-found', `The revision ${revision} of ${execution_id} is not there any more.`);
}
