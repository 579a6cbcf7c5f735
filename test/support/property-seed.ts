/** A setup file of jest: all properties of one file are tried with one seed, which is told, so that a run can be repeated. Costs other
 *  files nothing: they do not load fast-check for it. */
import { expect, jest } from '@jest/globals';

const timeoutMs = 300_000;

const { testPath = '' } = expect.getState();
if (/[.-](?:property|properties)\.spec\.ts$/.test(testPath)) {
  const seed = seedOf(process.env['ICE_SEED']);
  // A counterexample that was found is told before the time is over, however small it could still be made.
  const limits = { interruptAfterTimeLimit: 0.8 * timeoutMs, markInterruptAsFailure: true };
  jest.requireActual<typeof import('fast-check')>('fast-check').configureGlobal({ seed, ...limits });
  jest.setTimeout(timeoutMs);
  process.stderr.write(`fast-check seed ${seed}: ${testPath.slice(process.cwd().length + 1)}\n`);
}

/** The seed that is asked for; by default another one each time. */
function seedOf(asked: string | undefined): number {
  const seed = asked === undefined || asked === '' ? Date.now() | 0 : Number(asked);
  if (Number.isInteger(seed)) return seed;
  throw new Error(`ICE_SEED is a whole number, not ${JSON.stringify(asked)}.`);
}
