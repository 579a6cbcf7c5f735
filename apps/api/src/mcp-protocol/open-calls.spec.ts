import { describe, expect, it } from '@jest/globals';
import { SystemClock } from '@ice/storage';
import { readAppConfig } from '../config/read-app-config.js';
import type { OpenCall } from './open-call.js';
import { OpenCalls } from './open-calls.js';

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
    const all = origins.map(([sessionId, messageId]) => open.open({ requestId: 'rq', sessionId, messageId }));
    expect([open.cancel('a', 1), open.cancel('c', 1), open.cancel('a', 2)]).toEqual([true, false, false]);
    expect(all.map(({ isCancelled }) => isCancelled)).toEqual([true, false, false, false]);
  });

  it('are left by a lost connection, which cancels only where the protocol says so', () => {
    const open = calls();
    const origin = { requestId: 'rq', sessionId: null, messageId: 1 };
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
    const call = open.open({ requestId: 'rq', sessionId: null, messageId: 1 });
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
    const call = open.open({ requestId: 'rq', sessionId: 's', messageId: 1 });
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
