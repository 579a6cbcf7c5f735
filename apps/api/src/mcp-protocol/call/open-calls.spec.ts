import { describe, expect, it } from '@jest/globals';
import { SystemClock } from '@ice/storage';
import type { Caller } from '../../access/caller.js';
import { readAppConfig } from '../../config/read-app-config.js';
import type { OpenCall } from './open-call.js';
import { OpenCalls } from './open-calls.js';

const callerOf = (tenant: string, keyId: string | null): Caller => ({ tenant, keyId, scopes: new Set() });
const caller = callerOf('00000', 'key_1');
const calls = (): OpenCalls => new OpenCalls(readAppConfig({}), new SystemClock());
const stateOf = ({ isCancelled, signal, hurry }: OpenCall) => [isCancelled, signal.aborted, hurry.aborted];

describe('open calls', () => {
  it('are cancelled by their session and id, and no others', () => {
    const open = calls();
    const origins = [
      ['a', 1],
      ['a', '1'],
      ['b', 1],
      [null, 1],
    ] as const;
    const all = origins.map(([sessionId, messageId]) => open.open({ caller, requestId: 'rq', sessionId, messageId }));
    expect([open.cancel(caller, 'a', 1), open.cancel(caller, 'c', 1), open.cancel(caller, 'a', 2)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(all.map(({ isCancelled }) => isCancelled)).toEqual([true, false, false, false]);
  });

  it('of another key or tenant are not cancelled, though their client has taken the same words', () => {
    const open = calls();
    const callers = [caller, callerOf('00000', 'key_2'), callerOf('AB12Z', 'key_3'), callerOf('00000', null)];
    const all = callers.map((one) => open.open({ caller: one, requestId: 'rq', sessionId: 'a', messageId: 1 }));
    expect(open.cancel(caller, 'a', 1)).toBe(true);
    expect(all.map(({ isCancelled }) => isCancelled)).toEqual([true, false, false, false]);
    expect(open.cancel(callerOf('AB12Z', 'key_4'), 'a', 1)).toBe(false);
  });

  it('are left by a lost connection, which cancels only where the protocol says so', () => {
    const open = calls();
    const origin = { caller, requestId: 'rq', sessionId: null, messageId: 1 };
    const [legacy, modern, answered] = [open.open(origin), open.open(origin), open.open(origin)];
    modern.era = answered.era = 'modern';
    open.close(legacy, false);
    open.close(modern, false);
    open.close(answered, true);
    expect([legacy, modern, answered].map(stateOf)).toEqual([
      [false, true, true],
      [true, true, true],
      [false, false, false],
    ]);
  });

  it('are hurried up when the process stops, and cancelled by nothing that it does', async () => {
    const open = calls();
    const call = open.open({ caller, requestId: 'rq', sessionId: null, messageId: 1 });
    call.era = 'modern';
    open.hurryUp();
    expect([stateOf(call), open.isFull]).toEqual([[false, false, true], true]);
    const emptied = open.emptied(60_000);
    open.close(call, false);
    await emptied;
    expect(stateOf(call)).toEqual([false, true, true]);
  });

  it('tell of a cancel once, also where it came before', () => {
    const open = calls();
    const call = open.open({ caller, requestId: 'rq', sessionId: 's', messageId: 1 });
    const told: string[] = [];
    call.whenCancelled(() => told.push('first'));
    const letGo = call.whenCancelled(() => told.push('never'));
    letGo();
    call.cancel();
    call.cancel();
    call.whenCancelled(() => told.push('late'));
    expect(told).toEqual(['first', 'late']);
  });
});
