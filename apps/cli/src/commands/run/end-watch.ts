/** Waits for what ends the following of an execution early, Ctrl-C or the time, and does then what was asked for: it cancels, or leaves. */
import type { CommandContext } from '../../command/command.js';
import { pipeClosed } from '../../command/surroundings.js';
import type { ExecutionDisplay } from './execution-display.js';
import type { EarlyEnd, FollowOptions } from './follow-execution.js';

/** See the head of this file. */
export class EndWatch {
  earlyEnd: EarlyEnd = null;
  /** Until a cancellation that was asked for has been answered. */
  settled: Promise<unknown> = Promise.resolve();
  private readonly timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly context: CommandContext,
    private readonly options: FollowOptions,
    private readonly display: ExecutionDisplay,
    private readonly stop: AbortController,
  ) {
    const { timeoutMs } = options;
    if (timeoutMs !== null) this.timer = setTimeout(() => this.end('timed-out'), timeoutMs);
    if (context.signal.aborted) this.interrupt();
    else context.signal.addEventListener('abort', this.interrupt, { once: true });
  }

  close(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.context.signal.removeEventListener('abort', this.interrupt);
  }

  private readonly interrupt = (): void => this.end('interrupted');

  private end(why: Exclude<EarlyEnd, null>): void {
    if (this.earlyEnd !== null) return;
    this.earlyEnd = why;
    const isSilent = this.context.signal.reason === pipeClosed;
    if (!isSilent) this.display.say(this.words(why));
    if (this.options.onInterrupt === 'leave') this.stop.abort();
    else this.cancel();
  }

  /** What follows comes by the stream: the end of the execution, after its `finally` block. */
  private cancel(): void {
    this.display.footer = 'cancelling; Ctrl-C leaves at once';
    this.settled = this.options.execution.cancel().catch((fault: unknown) => {
      this.stop.abort();
      throw fault;
    });
    // Whoever waits for it hears of it; until then it is no fault that nobody looks.
    this.settled.catch(() => undefined);
  }

  private words(why: Exclude<EarlyEnd, null>): string {
    const { id } = this.options.execution;
    const { onInterrupt, connection } = this.options;
    if (onInterrupt === 'leave') return `Left ${id} as it is. Watch it again: ice exec watch ${id}${connection.flags}`;
    if (why === 'timed-out') return `The time is over: cancelling ${id}.`;
    return `Cancelling ${id}. Ctrl-C once more leaves at once; then it goes on with the next process on this data.`;
  }
}
