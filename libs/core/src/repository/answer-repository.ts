/** Answers to signals. Each stands at its address, where there is room for one: of two answers to one question the first stays, in
 *  whichever process they arrive. An answer may stand there before the question is asked. It is kept until the execution's journal
 *  has it, so that a take-over in between loses none. */
import type { SignalAnswer } from '../execution/open-signal.js';
import type { JsonObject } from '../json/json-value.js';
import type { IdSource } from '../port/id-source.js';
import type { Store, StoredRecord } from '../port/store.js';

const collection = 'answers';
const maxAnswers = 1_000;

/** Where an answer goes: a signal by its id; or the next signal that a node run at this path, or a wait of this name, opens. */
export type AnswerAddress = { readonly signal_id: string } | { readonly path: string } | { readonly name: string };

/** An answer that no journal has yet. */
export interface StoredAnswer {
  /** Told in `signal.answered`. */
  readonly id: string;
  readonly executionId: string;
  readonly address: AnswerAddress;
  readonly answer: SignalAnswer;
  /** The key that gave it; absent where none was needed. */
  readonly by?: string;
  /** True from the moment on at which whoever runs the execution knows it. */
  readonly isDelivered: boolean;
  readonly lock: string;
}

/** An answer before it is stored. */
export type GivenAnswer = Pick<StoredAnswer, 'executionId' | 'address' | 'answer' | 'by'>;

/** Keeps answers. */
export class AnswerRepository {
  constructor(
    private readonly store: Store,
    private readonly ids: IdSource,
  ) {}

  /** Puts an answer at an address; null when one stands there already. `by` is the key that gives it. */
  async add(
    executionId: string,
    address: AnswerAddress,
    answer: SignalAnswer,
    by?: string,
  ): Promise<StoredAnswer | null> {
    return this.addInPlaceOf(null, { executionId, address, answer, ...(by !== undefined && { by }) });
  }

  /** Puts an answer at an address, also in the place of one that it may replace; null when another one stands there. */
  async addOrReplace(
    given: GivenAnswer,
    mayReplace: (standing: StoredAnswer) => boolean,
  ): Promise<StoredAnswer | null> {
    for (;;) {
      const standing = await this.at(given.executionId, given.address);
      if (standing && !mayReplace(standing)) return null;
      const added = await this.addInPlaceOf(standing, given);
      // Else somebody was faster, and has changed what stands there.
      if (added) return added;
    }
  }

  /** The answer at an address, or null. */
  async at(executionId: string, address: AnswerAddress): Promise<StoredAnswer | null> {
    const { key } = placeOf({ executionId, address });
    const record = await this.store.get(collection, key);
    return record && answerOf(record);
  }

  /** All answers for an execution, at most 1,000. */
  async of(executionId: string): Promise<readonly StoredAnswer[]> {
    const labels = { execution: executionId };
    return (await this.store.scan({ collection, labels, limit: maxAnswers })).map(answerOf);
  }

  /** Answers that nobody who runs an execution knows of yet, at most 1,000. */
  async undelivered(): Promise<readonly StoredAnswer[]> {
    return (await this.store.scan({ collection, labels: { state: 'new' }, limit: maxAnswers })).map(answerOf);
  }

  /** Whoever runs the execution knows it now. An answer that is gone meanwhile was used up. */
  async markDelivered(answer: StoredAnswer): Promise<void> {
    if (answer.isDelivered) return;
    const next = recordOf({ ...answer, isDelivered: true, lock: this.ids.next('lk') });
    await this.store.compareAndSet({ ...placeOf(answer), expect: { lock: answer.lock }, next });
  }

  private async addInPlaceOf(standing: StoredAnswer | null, given: GivenAnswer): Promise<StoredAnswer | null> {
    const id = this.ids.next('an');
    const fresh: StoredAnswer = { ...given, id, isDelivered: false, lock: id };
    const expect = standing ? { lock: standing.lock } : 'absent';
    const result = await this.store.compareAndSet({ ...placeOf(fresh), expect, next: recordOf(fresh) });
    return result.ok ? fresh : null;
  }

  /** Makes room for the next answer at this address, unless another one stands there by now. */
  async remove(answer: StoredAnswer): Promise<void> {
    const current = await this.at(answer.executionId, answer.address);
    if (current?.id !== answer.id) return;
    await this.store.compareAndSet({ ...placeOf(answer), expect: { lock: current.lock }, next: null });
  }
}

function placeOf({ executionId, address }: Pick<StoredAnswer, 'executionId' | 'address'>) {
  const [[kind, text] = ['', '']] = Object.entries(address);
  return { collection, key: `${executionId} ${kind} ${text}` };
}

function recordOf({ id, executionId, address, answer, by, isDelivered, lock }: StoredAnswer) {
  const told = { id, execution_id: executionId, address: { ...address }, answer: { ...answer } };
  const value: JsonObject = by === undefined ? told : { ...told, by };
  return { value, lock, labels: { execution: executionId, state: isDelivered ? 'known' : 'new' } };
}

function answerOf({ value, lock, labels }: StoredRecord): StoredAnswer {
  return {
    id: value['id'] as string,
    executionId: value['execution_id'] as string,
    address: value['address'] as unknown as AnswerAddress,
    answer: value['answer'] as unknown as SignalAnswer,
    ...(value['by'] !== undefined && { by: value['by'] as string }),
    isDelivered: labels['state'] === 'known',
    lock,
  };
}
