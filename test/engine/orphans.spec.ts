/** Children whose parents have ended, or wait for them no more, without telling them so, since their process died over it. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { blueprintRevision, type EventDraft, type ExecutionEvent, type JsonObject } from '@ice/core';
import { ScriptedModel } from '@ice/models';
import { ManualClock } from '@ice/storage';
import { documentOf, Engine, storyOf, type Played } from '../support/start-engine.js';

const asking: JsonObject = { id: 'ok', type: 'human', prompt: 'Well?', approval: 'approve_reject', timeout_s: 3_600 };
const child = documentOf([asking, { id: 'after', type: 'tool', tool_name: 'echo', dependencies: ['ok'] }]);
const parent = documentOf([{ id: 'run', type: 'workflow', blueprint: blueprintRevision(child) }]);

describe('a child that waits, and whose parent has ended', () => {
  const clock = new ManualClock();
  let engine = new Engine({ clock });
  afterEach(async () => {
    await engine.supervisor.drain(0);
    engine = new Engine({ clock });
  });

  /** The process dies between the end of the parent and that of its child. Gives the id of the child. */
  async function orphan(): Promise<string> {
    engine.compile(child);
    const id = await engine.start(parent);
    const isWaiting = ({ snapshot }: Played): boolean => snapshot.nodes[0]?.child_execution_id !== undefined;
    const { snapshot } = await engine.until(id, isWaiting);
    const childId = snapshot.nodes[0]?.child_execution_id as string;
    await engine.until(childId, ({ snapshot: { status } }) => status === 'waiting');
    await engine.supervisor.letGo();
    engine.supervisor.actAs('wk_next');
    await appendTo(engine, id, [
      { type: 'node.cancelled', path: 'run', node_id: 'run', attempt: 1, data: { reason: 'enough' } },
      { type: 'execution.cancelled', data: { reason: 'enough', duration_ms: 0 } },
    ]);
    return childId;
  }

  it.each([
    ['is answered', async (id: string) => void (await engine.answer(id, { path: 'ok' }, { value: 'approve' }))],
    ['has its time over', async () => clock.advanceSettled(3_600_000)],
  ])('ends when it %s, and nothing of it starts any more', async (_how, wake) => {
    const id = await orphan();
    await wake(id);
    const { events } = await engine.until(id, ({ snapshot }) => snapshot.ended_at !== null);
    expect(storyOf(events).slice(-3)).toEqual(['execution.resumed', 'node.cancelled ok', 'execution.cancelled']);
    expect(events.at(-1)?.data).toMatchObject({ reason: 'parent' });
  });
});

describe('a child whose parent goes on without it', () => {
  const nap = (id: string): JsonObject => ({ id, type: 'tool', tool_name: 'sleep', tool_args: { ms: 3_600_000 } });
  const napping = documentOf([nap('long')], { finally: { nodes: [{ ...nap('tidy'), timeout_s: 7_200 }] } });
  const aside: JsonObject = { id: 'aside', type: 'human', prompt: 'Well?', approval: 'approve_reject' };
  const waits: JsonObject = { id: 'run', type: 'workflow', blueprint: blueprintRevision(napping) };
  const calls: JsonObject = {
    ...{ id: 'run', type: 'agent', model: 'openai/gpt-4o-mini', instructions: 'Help.', input: 'What?' },
    ...{ tools: [blueprintRevision(napping)], max_iterations: 3, max_output_tokens: 100 },
  };
  const gaveUp = { code: 'timeout', message: 'Too long.', retryable: true };
  const failed: EventDraft = {
    ...{ type: 'node.failed', path: 'run', node_id: 'run', attempt: 1 },
    data: { failure: gaveUp, duration_ms: 1, continued: true },
  };
  const timedOut: EventDraft = {
    ...{ type: 'node.failed', path: 'all', node_id: 'all', attempt: 1 },
    data: { failure: gaveUp, duration_ms: 1, continued: true },
  };
  const inside: JsonObject = { id: 'all', type: 'group', nodes: [waits] };
  const left: EventDraft = {
    ...{ type: 'node.cancelled', path: 'all.run', node_id: 'run', attempt: 1 },
    data: { reason: 'timeout' },
  };
  const isIn =
    (path: string) =>
    ({ events }: Played): boolean =>
      events.some((event) => event.type === 'node.started' && event.path === path);
  const clock = new ManualClock();
  let engine = engineOf();
  let next = engine.supervise(undefined, 'wk_next');
  afterEach(async () => {
    for (const one of [engine.supervisor, next]) await one.letGo();
    engine = engineOf();
    next = engine.supervise(undefined, 'wk_next');
  });

  function engineOf(): Engine {
    const model = new ScriptedModel(() => ({ text: '', toolCalls: [{ id: 'c', name: 'test', arguments: '{}' }] }));
    return new Engine({ clock, model: () => model });
  }

  /** A parent and a child that run. */
  async function pair(node: JsonObject): Promise<readonly [string, string]> {
    engine.compile(napping);
    const id = await engine.start(documentOf([{ ...node, on_error: 'continue' }, aside]));
    const { events } = await engine.until(id, ({ events: all }) => all.some((event) => childIn(event) !== undefined));
    const childId = events.map(childIn).find((child) => child !== undefined) as string;
    await engine.until(childId, isIn('long'));
    return [id, childId];
  }

  function childIn(event: ExecutionEvent): string | undefined {
    if (event.type === 'node.waiting') return event.data.signal.child_execution_id;
    return event.type === 'tool.called' ? event.data.child_execution_id : undefined;
  }

  async function goOn(...ids: readonly string[]): Promise<void> {
    for (const id of ids) await next.resume((await engine.look(id)).head, 'lost');
    for (let look = 0; look < 3; look += 1) {
      await next.lookAround();
      await clock.advanceSettled(0);
    }
  }

  it.each([
    ['a node run', waits, [failed]],
    ['an agent', calls, [failed]],
    ['a container', inside, [left, timedOut]],
  ])('of %s is cancelled by whoever resumes the parent', async (_name, node, ends) => {
    const [id, childId] = await pair(node);
    await engine.supervisor.letGo();
    await appendTo(engine, id, ends);
    await goOn(childId, id);
    const { events } = await engine.until(childId, isIn('tidy'));
    expect(events.find(({ type }) => type === 'execution.ending')?.data).toEqual({ reason: 'parent' });
    expect((await engine.look(id)).snapshot.status).toBe('waiting');
  });

  it.each([
    ['a node run', waits],
    ['an agent', calls],
    ['a container', inside],
  ])('of %s that waits for it still goes on', async (_name, node) => {
    const [id, childId] = await pair(node);
    await engine.supervisor.letGo();
    await goOn(childId, id);
    const { events } = await engine.until(childId, ({ head }) => head.fence > 1);
    expect(events.map(({ type }) => type)).not.toContain('execution.ending');
  });

  it('and that was told so before has its finally block left to it', async () => {
    const [id, childId] = await pair(waits);
    await engine.supervisor.cancel(childId, 'parent');
    await engine.until(childId, isIn('tidy'));
    await engine.supervisor.letGo();
    await appendTo(engine, id, [failed]);
    await goOn(childId, id);
    const { snapshot } = await engine.look(childId);
    expect(snapshot.nodes.map(({ path, status }) => `${path} ${status}`)).toEqual(['long cancelled', 'tidy running']);
    await clock.advanceSettled(3_600_000);
    expect((await engine.look(childId)).events.map(({ type }) => type).slice(-2)).toEqual([
      'node.completed',
      'execution.cancelled',
    ]);
  });
});

async function appendTo(engine: Engine, id: string, drafts: readonly EventDraft[]): Promise<void> {
  const { head } = await engine.look(id);
  const { execution_id, sequence, created_at: at, fence } = head;
  const events = drafts.map((draft, index) => ({ ...draft, at, execution_id, sequence: sequence + index + 1 }));
  const appended = await engine.executions.append(head, fence, events);
  if (!appended.ok) throw new Error('The journal could not be written.');
}
