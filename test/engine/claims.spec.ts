/** Executions that wait in line: of several workers that are called to one, one runs it; and who is no worker runs none. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { ExecutionQueue, resolveInputs, type JsonObject, type Urgency } from '@ice/core';
import type { ExecutionSupervisor } from '@ice/orchestrator';
import { documentOf, Engine, storyOf } from '../support/start-engine.js';

/** A line that only remembers who was called, and why. */
class NotedQueue extends ExecutionQueue {
  readonly calls: (readonly [id: string, urgency: Urgency])[] = [];

  override async offer(id: string, urgency: Urgency): Promise<void> {
    this.calls.push([id, urgency]);
  }

  override withdraw(): Promise<void> {
    return Promise.resolve();
  }

  override async size(): Promise<number> {
    return this.calls.length;
  }

  override serve(): Promise<void> {
    return Promise.resolve();
  }

  override stopServing(): Promise<void> {
    return Promise.resolve();
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }
}

const quick = documentOf([{ id: 'a', type: 'tool', tool_name: 'echo', tool_args: { value: 1 } }]);
const endless = documentOf([{ id: 'a', type: 'tool', tool_name: 'sleep', tool_args: { ms: 600_000 } }]);
const asking = documentOf([{ id: 'a', type: 'wait', signal: 'paid', timeout_s: 3_600 }]);

const supervisors: ExecutionSupervisor[] = [];
afterEach(async () => {
  for (const supervisor of supervisors.splice(0)) await supervisor.drain(0);
});

function fleet() {
  const engine = new Engine();
  const queue = new NotedQueue();
  const of = (worker: string | null): ExecutionSupervisor => {
    const supervisor = engine.supervise(undefined, worker, queue);
    supervisors.push(supervisor);
    return supervisor;
  };
  return { engine, queue, api: of(null), workers: ['wk_1', 'wk_2', 'wk_3'].map(of) };
}

async function start({ engine, api }: ReturnType<typeof fleet>, document: JsonObject): Promise<string> {
  const compiled = engine.compile(document);
  const resolved = resolveInputs(compiled, {});
  if (!resolved.ok) throw new Error('no inputs');
  const request = { executionId: engine.newId(), compiled, blueprintId: null, inputs: resolved.inputs };
  return (await api.start(request)).execution_id;
}

describe('an execution in line', () => {
  it('is nobody’s, and nothing of it has begun', async () => {
    const room = fleet();
    const id = await start(room, quick);
    const { events, head } = await room.engine.look(id);
    expect([events.map(({ type }) => type), head.worker]).toEqual([['execution.queued'], undefined]);
    expect(room.queue.calls).toEqual([[id, 'new']]);
    expect(room.api.size).toBe(0);
  });

  it('is run once by one of the workers that are called to it at the same time', async () => {
    const room = fleet();
    const ids = await Promise.all(Array.from({ length: 10 }, () => start(room, quick)));
    await Promise.all(room.workers.flatMap((worker) => [...ids, ...ids].map((id) => worker.attend(id))));
    for (const id of ids) {
      const { events, head } = await room.engine.look(id);
      expect(storyOf(events)).toEqual([
        'execution.started',
        'node.started a',
        'node.completed a',
        'execution.completed',
      ]);
      expect(events[1]?.data).toEqual({ worker: head.worker });
    }
  });

  it('is attended to until it has left memory', async () => {
    const room = fleet();
    const id = await start(room, endless);
    let isOver = false;
    const attended = room.workers[0]!.attend(id).then(() => (isOver = true));
    await room.engine.until(id, ({ events }) => events.length === 3);
    expect([isOver, room.workers[0]!.size]).toEqual([false, 1]);
    await room.workers[0]!.cancel(id, 'requested');
    await attended;
    expect(room.workers[0]!.size).toBe(0);
  });

  it('ends where it stands when it is cancelled, and no worker gets it any more', async () => {
    const room = fleet();
    const id = await start(room, quick);
    expect(await room.api.cancel(id, 'requested')).toMatchObject({ status: 'cancelled' });
    await room.workers[0]!.attend(id);
    const { events } = await room.engine.look(id);
    expect(storyOf(events)).toEqual(['execution.cancelled']);
  });

  it('is either cancelled or run, when both come at once', async () => {
    const room = fleet();
    const ids = await Promise.all(Array.from({ length: 20 }, () => start(room, endless)));
    const attended = ids.map((id) => room.workers[0]!.attend(id));
    await Promise.all(ids.map((id) => room.api.cancel(id, 'requested')));
    await room.workers[0]!.lookAround();
    await Promise.all(attended);
    for (const id of ids) {
      const { events, snapshot } = await room.engine.look(id);
      const second = events[1]?.type;
      expect([snapshot.status, second === 'execution.cancelled' ? events.length : second]).toEqual([
        'cancelled',
        second === 'execution.cancelled' ? 2 : 'execution.started',
      ]);
    }
  });
});

describe('a process that is no worker', () => {
  it('leaves an answer in the store and calls a worker, which goes on with it', async () => {
    const room = fleet();
    const id = await start(room, asking);
    await room.workers[0]!.attend(id);
    const answer = await room.engine.answers.add(id, { name: 'paid' }, { value: 5 });
    expect(await room.api.deliver(answer!)).toBe('elsewhere');
    expect(room.queue.calls.at(-1)).toEqual([id, 'continued']);
    await room.workers[1]!.attend(id);
    const { head } = await room.engine.look(id);
    expect([head.status, head.worker]).toEqual(['completed', 'wk_2']);
  });

  it('does the same with a cancel, which is carried out once', async () => {
    const room = fleet();
    const id = await start(room, asking);
    await room.workers[0]!.attend(id);
    await room.api.cancel(id, 'requested');
    expect(room.queue.calls.at(-1)).toEqual([id, 'continued']);
    await Promise.all(room.workers.map((worker) => worker.attend(id)));
    const { events } = await room.engine.look(id);
    expect(events.filter(({ type }) => type === 'execution.cancelled')).toHaveLength(1);
  });

  it('wakes nothing for which nothing has come', async () => {
    const room = fleet();
    const id = await start(room, asking);
    await room.workers[0]!.attend(id);
    const before = (await room.engine.look(id)).events.length;
    await room.workers[1]!.attend(id);
    expect((await room.engine.look(id)).events).toHaveLength(before);
  });

  it('and a worker that ends call others to what they cannot go on with', async () => {
    const room = fleet();
    const id = await start(room, endless);
    const attended = room.workers[0]!.attend(id);
    await room.engine.until(id, ({ events }) => events.length === 3);
    const left = await room.workers[0]!.drain(0);
    await attended;
    expect(left).toEqual([id]);
    await room.workers[0]!.handOver(left);
    expect(room.queue.calls.at(-1)).toEqual([id, 'continued']);
    // It is the other's to be declared gone before anybody takes it.
    expect(await room.workers[1]!.attend(id)).toMatchObject({ execution_id: id, worker: 'wk_1' });
    expect(await room.workers[1]!.resume((await room.engine.look(id)).head, 'drained')).toBe('taken');
  });
});
