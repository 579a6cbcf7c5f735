/** A model whose calls a spec holds in its hand: each stands still until the spec says how it goes on. Never used outside of specs. */
import { LanguageModel, noUsage, type ModelChunk, type ModelContext, type ModelRequest } from '@ice/core';

/** A call under way. */
export interface PuppetCall {
  readonly request: ModelRequest;
  /** Gives a delta and stands still again. */
  say(text: string): void;
  /** Gives the answer. */
  answer(): void;
  fail(thrown: Error): void;
}

type Move = (() => ModelChunk) | null;

/** Keeps its calls, and throws the signal's reason when it fires, as a real session does. */
export class PuppetModel extends LanguageModel {
  /** Calls that began and have not ended, the oldest first. */
  readonly underWay = new Set<PuppetCall>();

  /** @param onCall is told of each call as it begins. */
  constructor(private readonly onCall: (call: PuppetCall) => void = () => undefined) {
    super();
  }

  override async *answer(request: ModelRequest, { signal }: ModelContext): AsyncIterable<ModelChunk> {
    const moves: Move[] = [];
    let wake = (): void => undefined;
    const move = (next: Move): void => {
      moves.push(next);
      wake();
    };
    const call = callOf(request, move);
    const stop = (): void => move(null);
    signal.addEventListener('abort', stop, { once: true });
    this.underWay.add(call);
    this.onCall(call);
    try {
      for (;;) {
        while (moves.length === 0) await new Promise<void>((resolve) => (wake = resolve));
        const next = moves.shift();
        signal.throwIfAborted();
        const chunk = next?.();
        if (chunk) yield chunk;
        if (chunk?.type === 'answer') return;
      }
    } finally {
      signal.removeEventListener('abort', stop);
      this.underWay.delete(call);
    }
  }
}

function callOf(request: ModelRequest, move: (next: Move) => void): PuppetCall {
  return {
    request,
    say: (text) => move(() => ({ type: 'delta', text })),
    answer: () => move(() => ({ type: 'answer', text: 'Done.', usage: noUsage, finishReason: 'stop' })),
    fail: (thrown) =>
      move(() => {
        throw thrown;
      }),
  };
}
