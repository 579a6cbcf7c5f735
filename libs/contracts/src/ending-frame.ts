/** A frame whose tests let go of what they have opened. */
import type { SuiteFrame } from './suite-frame.js';

/** `end` comes after each test, also after one that failed; when it rejects, the test fails. */
export function endingFrame({ describe, it }: SuiteFrame, end: () => Promise<void>): SuiteFrame {
  return {
    describe,
    it: (name, body, timeoutMs) => {
      const ended = async (): Promise<void> => {
        try {
          await body();
        } finally {
          await end();
        }
      };
      // A runner that counts the arguments is told no more than there is to say.
      return timeoutMs === undefined ? it(name, ended) : it(name, ended, timeoutMs);
    },
  };
}
