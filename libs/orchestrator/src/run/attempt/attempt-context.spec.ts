import { describe, expect, it } from '@jest/globals';
import { toolKind } from '../../node-kind/tool/tool-kind.js';
import { sampleAttempt, toolOf } from '../../testing/sample-attempt.js';
import { call } from '../../testing/sample-plan.js';
import { makeAttempt } from './make-attempt.js';

describe('what an attempt has', () => {
  it('knows its node, its place and which attempt it is', () => {
    const { context } = sampleAttempt(call('a'), { input: { n: 1 }, attempt: 3 });
    expect([context.node.id, context.path, context.attempt, context.input]).toEqual(['a', 'a', 3, { n: 1 }]);
  });

  it('has one idempotency key for all attempts of a node run, and another for any other', () => {
    const keyOf = (id: string, attempt: number): string => sampleAttempt(call(id), { attempt }).context.idempotencyKey;
    expect(keyOf('a', 1)).toMatch(/^[0-9a-f]{32}$/);
    expect(keyOf('a', 2)).toBe(keyOf('a', 1));
    expect(keyOf('b', 1)).not.toBe(keyOf('a', 1));
  });

  it('reports notes with its place', () => {
    const { context, notes } = sampleAttempt(call('a'), { attempt: 2 });
    context.note({ type: 'log', data: { level: 'warn', message: 'careful' } });
    expect(notes).toEqual([
      { type: 'log', path: 'a', node_id: 'a', attempt: 2, data: { level: 'warn', message: 'careful' } },
    ]);
  });

  it('counts its deltas from 0', () => {
    const { context, deltas } = sampleAttempt(call('a'));
    context.delta('Hel');
    context.delta('lo');
    const place = { execution_id: 'ex_0000000000000000000000SAMP', path: 'a', attempt: 1 };
    expect(deltas).toEqual([
      { ...place, n: 0, text: 'Hel' },
      { ...place, n: 1, text: 'lo' },
    ]);
  });
});

describe('the signal of an attempt', () => {
  it('fires with the reason, whether it was asked for before or after', () => {
    const { context } = sampleAttempt(call('a'));
    const { signal } = context;
    expect(signal.aborted).toBe(false);
    context.abort('enough');
    const late = sampleAttempt(call('a')).context;
    late.abort('enough');
    for (const fired of [signal, late.signal]) {
      expect([fired.aborted, (fired.reason as Error).message]).toEqual([true, 'enough']);
    }
  });

  it('is one signal, and keeps its first reason', () => {
    const { context } = sampleAttempt(call('a'));
    const { signal } = context;
    context.abort('first');
    context.abort('second');
    expect([context.signal, (signal.reason as Error).message]).toEqual([signal, 'first']);
  });
});

describe('the sleep of an attempt', () => {
  it('lasts as long as it says', async () => {
    const { context, clock } = sampleAttempt(call('a'));
    let isAwake = false;
    const sleeping = context.sleep(1_000).then(() => (isAwake = true));
    clock.advance(999);
    await Promise.resolve();
    expect(isAwake).toBe(false);
    clock.advance(1);
    await sleeping;
    expect([isAwake, clock.pending]).toEqual([true, 0]);
  });

  it('ends when the attempt is no longer wanted, and leaves no timer behind', async () => {
    const { context, clock } = sampleAttempt(call('a'));
    const sleeping = context.sleep(1_000);
    context.abort('enough');
    await expect(sleeping).rejects.toThrow('enough');
    expect(clock.pending).toBe(0);
    await expect(context.sleep(1_000)).rejects.toThrow('enough');
    expect(clock.pending).toBe(0);
  });
});

describe('the context of a tool', () => {
  it('is the attempt, in the words of the SDK', async () => {
    const seen: unknown[] = [];
    const tool = toolOf('anything', async (_input, context) => {
      const { executionId, path, attempt, idempotencyKey, signal } = context;
      seen.push({ executionId, path, attempt, idempotencyKey, aborted: signal.aborted, now: context.now() });
      context.log('info', 'hello', { n: 1 });
      context.log('debug', 'bare');
      return null;
    });
    const { context, clock, notes } = sampleAttempt(call('a'), { attempt: 2, tools: [tool] });
    await makeAttempt(toolKind, context);
    const { idempotencyKey } = context;
    expect(seen).toEqual([
      {
        executionId: 'ex_0000000000000000000000SAMP',
        path: 'a',
        attempt: 2,
        idempotencyKey,
        aborted: false,
        now: clock.now(),
      },
    ]);
    expect(notes.map((note) => note.data)).toEqual([
      { level: 'info', message: 'hello', fields: { n: 1 } },
      { level: 'debug', message: 'bare' },
    ]);
  });

  it('takes no word that the journal could not hold', async () => {
    const fields: Record<string, unknown> = { n: 10n };
    fields['self'] = fields;
    const tool = toolOf('anything', async (_input, context) => {
      context.log('info', 'x'.repeat(100_000), fields as never);
      context.log('info', 'large', { text: 'x'.repeat(100_000) });
      return null;
    });
    const { context, notes } = sampleAttempt(call('a'), { tools: [tool] });
    expect(await makeAttempt(toolKind, context)).toEqual({ ok: true, output: null });
    expect(notes.map((note) => note.data)).toEqual([
      { level: 'info', message: 'x'.repeat(2_000) },
      { level: 'info', message: 'large' },
    ]);
  });

  it('goes on working on a copy of what was logged', async () => {
    const fields = { list: [1] };
    const tool = toolOf('anything', async (_input, context) => {
      context.log('info', 'now', fields);
      fields.list.push(2);
      return null;
    });
    const { context, notes } = sampleAttempt(call('a'), { tools: [tool] });
    await makeAttempt(toolKind, context);
    expect(notes.map((note) => note.data)).toEqual([{ level: 'info', message: 'now', fields: { list: [1] } }]);
  });
});
