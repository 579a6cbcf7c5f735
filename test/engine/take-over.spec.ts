/** What happens to an execution whose worker is gone: one other worker takes it over, the old one is refused from then on, and one
 *  that ends every process which runs it is given up. */
import { describe, expect, it } from '@jest/globals';
import type { EventDraft, ExecutionHead, JsonObject } from '@ice/core';
import { acceptExecution, takeOver, type Handover, type RunningExecution } from '@ice/orchestrator';
import { documentOf, Engine, storyOf } from '../support/start-engine.js';

const nap = documentOf([
  { id: 'nap', type: 'tool', tool_name: 'sleep', tool_args: { ms: 60_000 } },
  { id: 'after', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ nodes.nap.ms }}' } },
]);

/** An execution of worker `wk_a` that was accepted and runs no further than these events. */
async function abandoned(
  engine: Engine,
  document: JsonObject,
  drafts: readonly EventDraft[] = [],
): Promise<ExecutionHead> {
  const { blueprint, revision } = engine.compile(document);
  const facts = { name: blueprint.name, revision, inputs: {}, worker: 'wk_a' };
  const head = await acceptExecution(engine, engine.newId(), facts);
  if (drafts.length === 0) return head;
  const at = head.created_at;
  const events = drafts.map((draft, index) => ({ ...draft, sequence: index + 2, at, execution_id: head.execution_id }));
  const appended = await engine.executions.append(head, head.fence, events);
  if (!appended.ok) throw new Error('The journal could not be written.');
  return appended.head;
}

const started: EventDraft = { type: 'execution.started', data: {} };
const begun: EventDraft = { type: 'node.started', path: 'nap', node_id: 'nap', attempt: 1, data: { kind: 'tool' } };
const signal = { signal_id: 'sg_1', kind: 'signal', path: 'nap', expires_at: null } as const;
const waiting: EventDraft = { type: 'node.waiting', path: 'nap', node_id: 'nap', data: { signal } };
const skipped: EventDraft = { type: 'node.skipped', path: 'nap', node_id: 'nap', data: { reason: 'when-false' } };

/** The owner of the execution makes another attempt at its first node. */
async function beginning(engine: Engine, head: ExecutionHead): Promise<ExecutionHead> {
  const { execution_id, sequence, created_at: at, fence } = head;
  const appended = await engine.executions.append(head, fence, [
    { ...begun, sequence: sequence + 1, at, execution_id },
  ]);
  if (!appended.ok) throw new Error('The journal could not be written.');
  return appended.head;
}

/** Takes over, or throws. */
async function taken(
  engine: Engine,
  orphan: ExecutionHead,
  worker: string,
  handover: Handover,
): Promise<ExecutionHead> {
  const result = await takeOver(engine, orphan, worker, handover);
  if (result.kind !== 'taken') throw new Error(`It was ${result.kind}.`);
  return result.execution.head;
}

async function sleeping(engine: Engine): Promise<RunningExecution> {
  const execution = await engine.open(nap);
  void execution.run();
  while (execution.head.sequence < 3) await new Promise((resolve) => setImmediate(resolve));
  return execution;
}

describe('an execution whose worker is gone', () => {
  const engine = new Engine();

  it('is another worker’s under a higher fence, and goes on from its journal', async () => {
    const short = documentOf([{ id: 'say', type: 'tool', tool_name: 'echo', tool_args: { value: 1 } }]);
    const orphan = await abandoned(engine, short, [started]);
    const result = await takeOver(engine, orphan, 'wk_b', 'lost');
    if (result.kind !== 'taken') throw new Error(`It was ${result.kind}.`);
    expect(result.execution.head).toMatchObject({ worker: 'wk_b', fence: 2, crashes: 0, status: 'running' });

    await engine.factory.open({ compiled: engine.compile(short), ...result.execution }).run();
    const { events, head } = await engine.look(orphan.execution_id);
    expect(storyOf(events)).toEqual([
      'execution.started',
      'execution.resumed',
      'node.started say',
      'node.completed say',
      'execution.completed',
    ]);
    expect(head).toMatchObject({ status: 'completed', worker: 'wk_b' });
  });

  it.each([
    ['lost, with nothing recorded', [], 'lost', 0],
    ['lost before anything of it had begun, though watched alone', [started], 'lost-alone', 0],
    ['lost while its first node ran', [started, begun], 'lost', 1],
    ['lost after a node had ended', [started, skipped], 'lost', 0],
    ['lost while it only waited', [started, begun, waiting], 'lost', 0],
    ['lost while it was watched alone', [started, begun], 'lost-alone', 1],
    ['drained while its first node ran', [started, begun], 'drained', 0],
  ] as const)('%s counts so many crashes', async (_how, drafts, handover, crashes) => {
    const orphan = await abandoned(engine, nap, drafts);
    expect((await taken(engine, orphan, 'wk_b', handover)).crashes).toBe(crashes);
  });

  it('is taken by one of many that try', async () => {
    const orphan = await abandoned(engine, nap, [started]);
    const tries = ['wk_b', 'wk_c', 'wk_d', 'wk_e'].map((worker) => takeOver(engine, orphan, worker, 'lost'));
    expect((await Promise.all(tries)).map(({ kind }) => kind).sort()).toEqual(['left', 'left', 'left', 'taken']);
  });

  it('is left alone when it has ended, and when it was taken since it was found', async () => {
    const { head } = await engine.play(documentOf([{ id: 'say', type: 'tool', tool_name: 'echo' }]));
    expect(await takeOver(engine, head, 'wk_b', 'lost')).toEqual({ kind: 'left' });
    const orphan = await abandoned(engine, nap);
    await taken(engine, orphan, 'wk_b', 'lost');
    expect(await takeOver(engine, orphan, 'wk_c', 'lost')).toEqual({ kind: 'left' });
  });

  it('is refused to its old worker, which notices, stops and records nothing more', async () => {
    const old = await sleeping(engine);
    await taken(engine, old.head, 'wk_b', 'lost');
    await old.cancel('too late');
    expect([old.isUnfinished, await old.run()]).toMatchObject([true, { status: 'running', sequence: 3 }]);
    const { events } = await engine.look(old.head.execution_id);
    expect(storyOf(events)).toEqual(['execution.started', 'node.started nap', 'execution.resumed']);
  });

  it('is given up after it was watched alone twice, and says so', async () => {
    const orphan = await abandoned(engine, nap, [started, begun]);
    const first = await taken(engine, orphan, 'wk_b', 'lost');
    const again = await taken(engine, await beginning(engine, first), 'wk_c', 'lost');
    const unlucky = await taken(engine, again, 'wk_d', 'lost-alone');
    expect([first.crashes, again.crashes, unlucky.crashes]).toEqual([1, 1, 1]);
    const alone = await taken(engine, await beginning(engine, unlucky), 'wk_e', 'lost-alone');
    expect(alone.crashes).toBe(2);
    const last = await takeOver(engine, await beginning(engine, alone), 'wk_f', 'lost-alone');
    expect(last).toMatchObject({
      kind: 'quarantined',
      head: { status: 'failed', failure: { code: 'quarantined', retryable: false, evidence: { crashes: 3 } } },
    });
  });
});

describe('draining', () => {
  const engine = new Engine();
  const short = documentOf([
    { id: 'nap', type: 'tool', tool_name: 'sleep', tool_args: { ms: 150 } },
    { id: 'after', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ nodes.nap.ms }}' } },
  ]);

  it('lets what is under way end, and starts nothing any more', async () => {
    const execution = await engine.open(short);
    void execution.run();
    while (execution.head.sequence < 3) await new Promise((resolve) => setImmediate(resolve));
    await execution.drain(60_000);
    const { events } = await engine.look(execution.head.execution_id);
    expect(storyOf(events)).toEqual(['execution.started', 'node.started nap', 'node.completed nap']);
    expect(execution.isUnfinished).toBe(true);
  });

  it('waits no longer than it may', async () => {
    const execution = await sleeping(engine);
    await execution.drain(20);
    expect([execution.isUnfinished, execution.head.sequence]).toEqual([true, 3]);
  });

  it('of an execution that has ended is nothing', async () => {
    const execution = await engine.open(short);
    await execution.run();
    await execution.drain(60_000);
    expect([execution.isUnfinished, execution.head.status]).toEqual([false, 'completed']);
  });
});
