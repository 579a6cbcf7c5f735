/** What a worker finds when it looks around: one thing that is wrong keeps nothing else from being done, nothing is done twice, and
 *  nothing is taken off before it was done. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { WakeUpRepository, type JsonObject } from '@ice/core';
import { ManualClock, UlidSource } from '@ice/storage';
import { documentOf, Engine, storyOf, type Played } from '../support/start-engine.js';

const approve: JsonObject = { id: 'ok', type: 'human', prompt: 'May it go out?', approval: 'approve_reject' };
const nap = (id: string, ms: number): JsonObject => ({ id, type: 'tool', tool_name: 'sleep', tool_args: { ms } });

const isAsking = ({ snapshot }: Played): boolean => snapshot.status === 'waiting';
const hasEnded = ({ snapshot }: Played): boolean => snapshot.ended_at !== null;

let engine: Engine;
afterEach(() => engine.supervisor.drain(0));

describe('a request for a cancel', () => {
  it('of an execution that cannot be opened any more ends it, and keeps nobody else waiting', async () => {
    engine = new Engine();
    const broken = documentOf([approve], { name: 'broken' });
    const ids = [await engine.start(broken), await engine.start(documentOf([approve]))] as const;
    for (const id of ids) await engine.until(id, isAsking);
    engine.forget(engine.compile(broken).revision);
    await engine.cancelRequests.add(ids[0], 'enough');
    await engine.answers.add(ids[1], { path: 'ok' }, { value: 'approve' });
    await engine.supervisor.lookAround();
    expect((await engine.until(ids[1], hasEnded)).snapshot.outputs).toEqual({ ok: 'approve' });
    const { events, snapshot } = await engine.look(ids[0]);
    expect(storyOf(events).slice(-2)).toEqual(['execution.resumed', 'execution.cancelled']);
    expect([snapshot.status, snapshot.open_signals]).toEqual(['cancelled', []]);
    expect(await engine.cancelRequests.list()).toEqual([]);
  });

  it('is obeyed once: the block that tidies up runs to its end', async () => {
    engine = new Engine();
    const id = await engine.start(documentOf([approve], { finally: { nodes: [nap('wipe', 200)] } }));
    await engine.until(id, isAsking);
    await engine.cancelRequests.add(id, 'enough');
    await engine.supervisor.lookAround();
    await engine.supervisor.lookAround();
    const { events, snapshot } = await engine.until(id, hasEnded);
    expect([snapshot.status, storyOf(events)]).toEqual([
      'cancelled',
      expect.arrayContaining(['execution.ending', 'node.completed wipe']),
    ]);
  });
});

describe('a time that has come', () => {
  it('while a process ends is left to the next one', async () => {
    const clock = new ManualClock();
    engine = new Engine({ clock });
    const waiting = documentOf([{ id: 'rest', type: 'wait', for_s: 60 }]);
    const ids = await Promise.all(Array.from({ length: 5 }, () => engine.start(waiting)));
    for (const id of ids) await engine.until(id, isAsking);
    engine.supervisor.end();
    await clock.advanceSettled(60_000);
    await engine.supervisor.lookAround();
    const wakeUps = new WakeUpRepository(engine.store, new UlidSource());
    expect(await wakeUps.due(clock.now(), 10)).toHaveLength(5);
    const next = engine.supervise(undefined, 'wk_next');
    await next.lookAround();
    await clock.advanceSettled(0);
    for (const id of ids) expect((await engine.until(id, hasEnded)).snapshot.status).toBe('completed');
    await next.drain(0);
  });
});

describe('an answer for an execution that does not compile here', () => {
  it('stays for a worker on which it does', async () => {
    engine = new Engine();
    const document = documentOf([approve]);
    const id = await engine.start(document);
    await engine.until(id, isAsking);
    engine.forget(engine.compile(document).revision);
    await engine.answers.add(id, { path: 'ok' }, { value: 'approve' });
    await engine.supervisor.lookAround();
    engine.compile(document);
    const next = engine.supervise(undefined, 'wk_next');
    await next.lookAround();
    expect((await engine.until(id, hasEnded)).snapshot.outputs).toEqual({ ok: 'approve' });
    await next.drain(0);
  });
});
