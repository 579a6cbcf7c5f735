/** What happens before an execution is followed: Ctrl-C ends it at once, since there is nothing yet that could be cancelled. */
import { CliError } from '../../command/cli-error.js';

/** What the work gives. @param hint what whoever interrupts has to know of work that may be done all the same.
 *  @throws CliError `interrupted` as soon as the signal aborts; work that has not begun is not begun then, and needs no hint. */
export async function orInterrupted<T>(signal: AbortSignal, work: () => Promise<T>, hint?: string): Promise<T> {
  if (signal.aborted) throw interrupted();
  let interrupt = (): void => undefined;
  const interruption = new Promise<never>((_resolve, reject) => {
    interrupt = () => reject(interrupted(hint));
    // Before the work listens to the signal by itself: what it throws then says less.
    signal.addEventListener('abort', interrupt, { once: true });
  });
  try {
    return await Promise.race([interruption, work()]);
  } finally {
    signal.removeEventListener('abort', interrupt);
  }
}

/** Of a start that was sent and has not been answered. @param flags what a command needs to reach the same API. */
export function unansweredStart(flags: string): string {
  return `The start may have been recorded all the same; this shows it: ice exec list${flags}`;
}

function interrupted(hint?: string): CliError {
  return new CliError('Interrupted.', { exitCode: 130, code: 'interrupted', ...(hint !== undefined && { hint }) });
}
