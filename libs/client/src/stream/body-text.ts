/** The body of an event stream as text, as it comes. */
import { SilenceAlarm } from './silence-alarm.js';
import { StreamLost } from './stream-lost.js';

/** The server sends a comment every 15 s. */
const silenceMs = 45_000;

/** Cancels the body when the reader leaves, when the signal is aborted (whose reason it throws then), and after long silence. */
export async function* bodyText(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<string, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const interruption = new Interruption(() => void reader.cancel().catch(() => undefined));
  const giveUp = (): void => interruption.stop(signal?.reason);
  const alarm = new SilenceAlarm(() => interruption.stop(new StreamLost('the event stream fell silent')), silenceMs);
  signal?.addEventListener('abort', giveUp);
  if (signal?.aborted) giveUp();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(interruption.explain);
      interruption.throwIfStopped();
      if (done) return;
      alarm.heard();
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    alarm.close();
    signal?.removeEventListener('abort', giveUp);
    interruption.stop(undefined);
  }
}

/** Why reading was stopped; a read that is under way ends by that. */
class Interruption {
  #stopped: { readonly reason: unknown } | null = null;

  constructor(private readonly cancel: () => void) {}

  /** The first reason counts. */
  stop(reason: unknown): void {
    this.#stopped ??= { reason };
    this.cancel();
  }

  throwIfStopped(): void {
    if (this.#stopped) throw this.#stopped.reason;
  }

  /** A body that breaks is a lost connection, unless it was stopped. */
  readonly explain = (cause: unknown): never => {
    this.throwIfStopped();
    throw new StreamLost('the event stream broke off', {}, { cause });
  };
}
