import { describe, expect, it } from '@jest/globals';
import { emptyState, IceError, type ExecutionHead } from '@ice/core';
import { StrandedExecutions } from './stranded-executions.js';

const away = new IceError('store-unavailable', 'away', { retryable: true });

class Heads {
  readonly known = new Map<string, ExecutionHead>();
  isAway = false;

  put(execution_id: string, facts: Partial<ExecutionHead>): void {
    this.known.set(execution_id, { ...emptyState(execution_id).head, status: 'running', worker: 'wk_1', ...facts });
  }

  head(id: string): Promise<ExecutionHead | null> {
    if (this.isAway) return Promise.reject(away);
    return Promise.resolve(this.known.get(id) ?? null);
  }
}

function setUp() {
  const heads = new Heads();
  const wentOn: string[] = [];
  const here = new Set<string>();
  const goOn = ({ execution_id }: ExecutionHead): Promise<number> => Promise.resolve(wentOn.push(execution_id));
  const stranded = new StrandedExecutions(heads, here, goOn);
  return { heads, wentOn, here, stranded };
}

describe('StrandedExecutions', () => {
  it('lets each go on once', async () => {
    const { heads, wentOn, stranded } = setUp();
    heads.put('ex_1', {});
    stranded.add('ex_1', away);
    await stranded.lookAround('wk_1');
    await stranded.lookAround('wk_1');
    expect(wentOn).toEqual(['ex_1']);
  });

  it('leaves what is not this worker’s, has ended, waits, is gone or runs here again', async () => {
    const { heads, wentOn, here, stranded } = setUp();
    heads.put('ex_1', { worker: 'wk_2' });
    heads.put('ex_2', { status: 'completed' });
    heads.put('ex_3', { status: 'waiting' });
    heads.put('ex_5', {});
    here.add('ex_5');
    for (const id of ['ex_1', 'ex_2', 'ex_3', 'ex_4', 'ex_5']) stranded.add(id, away);
    await stranded.lookAround('wk_1');
    here.clear();
    await stranded.lookAround('wk_1');
    expect(wentOn).toEqual([]);
  });

  it('leaves what stopped for something that does not pass', async () => {
    const { heads, wentOn, stranded } = setUp();
    heads.put('ex_1', {});
    stranded.add('ex_1', new TypeError('a mistake'));
    await stranded.lookAround('wk_1');
    expect(wentOn).toEqual([]);
  });

  it('comes back to those that it could not look at', async () => {
    const { heads, wentOn, stranded } = setUp();
    heads.put('ex_1', {});
    stranded.add('ex_1', away);
    heads.isAway = true;
    await expect(stranded.lookAround('wk_1')).rejects.toThrow('away');
    heads.isAway = false;
    await stranded.lookAround('wk_1');
    expect(wentOn).toEqual(['ex_1']);
  });
});
