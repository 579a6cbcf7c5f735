import { describe, expect, it } from '@jest/globals';
import { emptyState, IceError, type ExecutionHead } from '@ice/core';
import { HandClock } from '../testing/hand-clock.js';
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
  const clock = new HandClock();
  const broken = new Map<string, Error>();
  const goOn = async ({ execution_id: id }: ExecutionHead): Promise<void> => {
    if (broken.has(id)) throw broken.get(id) as Error;
    wentOn.push(id);
  };
  const told: string[] = [];
  const sources = { executions: heads, clock, tell: (message: string) => void told.push(message) };
  const stranded = new StrandedExecutions(sources, here, goOn);
  return { heads, wentOn, here, stranded, clock, broken, told };
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
    expect(wentOn).toEqual([]);
  });

  it('forgets those half a minute later, and waits so long for an append that nobody was told of', async () => {
    const { heads, wentOn, stranded, clock } = setUp();
    stranded.add('ex_early', away);
    stranded.add('ex_late', away);
    await stranded.lookAround('wk_1');
    clock.advance(30_000);
    heads.put('ex_early', { status: 'queued' });
    await stranded.lookAround('wk_1');
    clock.advance(1);
    await stranded.lookAround('wk_1');
    heads.put('ex_late', { status: 'queued' });
    await stranded.lookAround('wk_1');
    expect(wentOn).toEqual(['ex_early']);
  });

  it('lets none wait for one that cannot go on', async () => {
    const { heads, wentOn, stranded, broken, told } = setUp();
    for (const id of ['ex_1', 'ex_2', 'ex_3']) {
      heads.put(id, {});
      stranded.add(id, away);
    }
    broken.set('ex_1', new TypeError('a mistake')).set('ex_2', away);
    await stranded.lookAround('wk_1');
    expect(wentOn).toEqual(['ex_3']);
    expect(told).toEqual(['ex_1 cannot go on yet: a mistake', 'ex_2 cannot go on yet: away']);
    broken.clear();
    await stranded.lookAround('wk_1');
    expect(wentOn).toEqual(['ex_3', 'ex_2']);
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
    await stranded.lookAround('wk_1');
    expect(wentOn).toEqual([]);
    heads.isAway = false;
    await stranded.lookAround('wk_1');
    expect(wentOn).toEqual(['ex_1']);
  });
});
