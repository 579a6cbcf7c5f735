/** Keeps values of secrets out of log lines, whoever writes them: it is asked about every line on its way out. What it may forget are
 *  values that no call has used for a long time. */
import { SecretMask } from '@ice/core';

/** Values that were resolved, kept at a time: every line is searched for all of them. */
const mostValues = 200;

/** Masks the lines of one process. */
export class LogMask {
  private readonly resolved = new SecretMask(mostValues);
  private readonly always: SecretMask[] = [];

  /** From now on lines are without what this mask knows, for the life of the process. */
  holdBack(mask: SecretMask): void {
    this.always.push(mask);
  }

  /** A value is about to be used. */
  learn(name: string, value: string): void {
    this.resolved.learn(name, value);
  }

  /** The line without them. */
  line(line: string): string {
    return this.always.reduce((rest, mask) => mask.text(rest), this.resolved.text(line));
  }
}
