import { describe, expect, it } from '@jest/globals';
import { CallGate } from './call-gate.js';
import { connectionFault, redisUnavailable } from './redis-unavailable.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the gate of calls', () => {
  it('lets so many go at a time, and the others in their order', async () => {
    const gate = new CallGate(2);
    const begun: number[] = [];
    let most = 0;
    let underWay = 0;
    const call = (n: number) => async (): Promise<void> => {
      begun.push(n);
      most = Math.max(most, (underWay += 1));
      await turn();
      underWay -= 1;
    };
    await Promise.all([0, 1, 2, 3, 4, 5, 6].map((n) => gate.run(call(n))));
    expect([begun, most]).toEqual([[0, 1, 2, 3, 4, 5, 6], 2]);
  });

  it('tells all that wait when one finds Redis away, and none when Redis has only refused', async () => {
    const gate = new CallGate(1);
    const outcomes = (fault: Error): Promise<readonly string[]> =>
      Promise.all(
        [() => turn().then(() => Promise.reject(fault)), turn, turn].map((work) =>
          gate.run(work).then(
            () => 'done',
            () => 'refused',
          ),
        ),
      );
    expect(await outcomes(connectionFault('TIMEOUT'))).toEqual(['refused', 'refused', 'refused']);
    expect(await outcomes(redisUnavailable(new Error('OOM no memory')))).toEqual(['refused', 'done', 'done']);
    // One node of a Cluster may be silent while all others answer.
    expect(await outcomes(redisUnavailable(new Error('Command timed out')))).toEqual(['refused', 'done', 'done']);
    expect(await gate.run(() => Promise.resolve('free again'))).toBe('free again');
  });
});
