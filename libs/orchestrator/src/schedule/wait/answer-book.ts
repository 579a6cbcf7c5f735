/** Answers that have come for an execution, each until a wait has used it up. What is used up stays so, in replay too: an answer
 *  counts once, however often it is offered. */
import { compileSchema, type AnswerAddress, type EventData, type OpenSignal, type SignalAnswer } from '@ice/core';

/** An answer as it is offered to an execution. */
export interface OfferedAnswer {
  readonly id: string;
  readonly address: AnswerAddress;
  readonly answer: SignalAnswer;
  /** The key that gave it. */
  readonly by?: string;
}

/** What `signal.answered` says of an answer to a signal. */
export function answeredData(
  { signal_id }: OpenSignal,
  { id: answer_id, by }: OfferedAnswer,
): EventData['signal.answered'] {
  return { signal_id, answer_id, ...(by !== undefined && { by }) };
}

/** Keeps the answers of one execution. */
export class AnswerBook {
  private readonly unused = new Map<string, OfferedAnswer>();
  private readonly used = new Set<string>();

  /** An answer has come; one that is known already changes nothing. */
  add(offered: OfferedAnswer): void {
    if (!this.used.has(offered.id)) this.unused.set(offered.id, offered);
  }

  /** An answer was used up: the journal says so. */
  use(id: string): void {
    this.unused.delete(id);
    this.used.add(id);
  }

  /** The oldest answer that goes to this signal, by its id, its path or its name, or null. */
  find(signal: OpenSignal): OfferedAnswer | null {
    for (const offered of this.unused.values()) if (fits(offered, signal)) return offered;
    return null;
  }
}

function fits({ address, answer }: OfferedAnswer, signal: OpenSignal): boolean {
  if (!isAddressed(address, signal)) return false;
  if ('failure' in answer || signal.answer_schema === undefined) return true;
  return compileSchema(signal.answer_schema)(answer.value).length === 0;
}

/** A timer, and a child, end by themselves: only who names the very signal may end a timer early. */
function isAddressed(address: AnswerAddress, { signal_id, kind, path, name }: OpenSignal): boolean {
  if (kind === 'workflow') return false;
  if ('signal_id' in address) return address.signal_id === signal_id;
  if (kind === 'timer') return false;
  return 'path' in address ? address.path === path : address.name === name;
}
