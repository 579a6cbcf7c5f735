/** Children whose parents have ended without telling them so, since their process died over it. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { blueprintRevision, type EventDraft, type ExecutionHead, type JsonObject } from '@ice/core';
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
    const { head, snapshot } = await engine.until(id, isWaiting);
    const childId = snapshot.nodes[0]?.child_execution_id as string;
    await engine.until(childId, ({ snapshot: { status } }) => status === 'waiting');
    await engine.supervisor.letGo();
    await append(head, [
      { type: 'node.cancelled', path: 'run', node_id: 'run', attempt: 1, data: { reason: 'enough' } },
      { type: 'execution.cancelled', data: { reason: 'enough', duration_ms: 0 } },
    ]);
    return childId;
  }

  async function append(head: ExecutionHead, drafts: readonly EventDraft[]): Promise<void> {
    const { execution_id, sequence, created_at: at, fence } = head;
    const events = drafts.map((draft, index) => ({ ...draft, at, execution_id, sequence: sequence + index + 1 }));
    const appended = await engine.executions.append(head, fence, events);
    if (!appended.ok) throw new Error('The journal could not be written.');
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
