/** Monitors: conditions that watch an execution, and what they do to it. */
import { afterEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@ice/core';
import { documentOf, Engine, storyOf, type Played } from '../support/start-engine.js';

const echo = (id: string, value: unknown = 1, more: JsonObject = {}): JsonObject => ({
  id,
  type: 'tool',
  tool_name: 'echo',
  tool_args: { value: value as number },
  ...more,
});

const failing: JsonObject = { id: 'bad', type: 'fail', code: 'bad', message: 'Bad.', on_error: 'continue' };
const hasEnded = ({ snapshot }: Played): boolean => snapshot.ended_at !== null;
const failures = '{{ execution.failures >= 1 }}';
const message = '{{ execution.failures }} failed after {{ execution.elapsed_ms >= 0 }}';

function watched(action: string, nodes: readonly JsonObject[], when = failures): JsonObject {
  return documentOf(nodes, { monitors: [{ when, action, message }] });
}

describe('a monitor', () => {
  let engine = new Engine();
  afterEach(async () => {
    await engine.supervisor.drain(0);
    engine = new Engine();
  });

  it('alerts once, and changes nothing else', async () => {
    const nodes = [
      failing,
      echo('next', 1, { dependencies: ['bad'], join: 'all_settled' }),
      echo('last', '{{ nodes.next.value }}'),
    ];
    const { snapshot, events } = await engine.play(watched('alert', nodes));
    const fired = events.filter(({ type }) => type === 'monitor.fired');
    expect(fired.map(({ data }) => data)).toEqual([{ monitor: 0, action: 'alert', message: '1 failed after true' }]);
    expect(snapshot.status).toBe('completed');
  });

  it('cancels, and its message is the reason', async () => {
    const slow: JsonObject = { id: 'slow', type: 'tool', tool_name: 'sleep', tool_args: { ms: 60_000 } };
    const { events, snapshot } = await engine.play(watched('cancel', [failing, slow]));
    expect(storyOf(events).slice(-3)).toEqual(['monitor.fired', 'node.cancelled slow', 'execution.cancelled']);
    expect(snapshot.status).toBe('cancelled');
    expect(events.at(-1)?.data).toMatchObject({ reason: '1 failed after true' });
  });

  const paused = watched('pause', [
    failing,
    echo('next', 1, { dependencies: ['bad'] }),
    echo('last', '{{ nodes.next.value }}'),
  ]);

  it('pauses: what has begun ends, and nothing starts until somebody says that it goes on', async () => {
    const id = await engine.start(paused);
    const held = await engine.until(id, ({ snapshot }) => snapshot.status === 'waiting');
    expect(storyOf(held.events)).toEqual([
      'execution.started',
      'node.started bad',
      'node.failed bad',
      'node.started next',
      'monitor.fired',
      'node.completed next',
      'execution.waiting',
    ]);
    const [signal] = held.snapshot.open_signals;
    expect(signal).toMatchObject({ kind: 'pause', path: 'monitors[0]', prompt: '1 failed after true' });
    expect(await engine.answer(id, { signal_id: signal?.signal_id as string }, { value: 'resume' })).toBe('applied');
    const ended = await engine.until(id, hasEnded);
    expect(ended.snapshot.outputs).toEqual({ last: { value: 1 } });
    expect(ended.snapshot.open_signals).toEqual([]);
  });

  it('that paused may be answered with a cancel', async () => {
    const id = await engine.start(paused);
    await engine.until(id, ({ snapshot }) => snapshot.status === 'waiting');
    expect(await engine.answer(id, { path: 'monitors[0]' }, { value: 'cancel' })).toBe('applied');
    expect((await engine.until(id, hasEnded)).snapshot.status).toBe('cancelled');
  });

  it('that paused holds no finally block of an execution that is cancelled, also after a crash', async () => {
    const document = { ...paused, finally: { nodes: [echo('bye')] } };
    const id = await engine.start(document);
    await engine.until(id, ({ snapshot }) => snapshot.status === 'waiting');
    await engine.supervisor.cancel(id, 'enough');
    const { events, snapshot } = await engine.until(id, hasEnded);
    expect(storyOf(events).slice(-4)).toEqual([
      'execution.ending',
      'node.started bye',
      'node.completed bye',
      'execution.cancelled',
    ]);
    const ending = events.findIndex(({ type }) => type === 'execution.ending');
    const resumed = await engine.resumeFrom(document, events.slice(0, ending + 1));
    expect([snapshot.status, resumed.snapshot.status]).toEqual(['cancelled', 'cancelled']);
  });

  it('leaves the finally block alone', async () => {
    const late = watched('cancel', [echo('next')], '{{ execution.failures >= 1 }}');
    const cleanup = { nodes: [failing, echo('bye', 1, { dependencies: ['bad'], join: 'all_settled' })] };
    const { events } = await engine.play({ ...late, finally: cleanup });
    expect(storyOf(events).slice(-2)).toEqual(['node.completed bye', 'execution.completed']);
  });

  it('has fired before a crash, and does not fire again after it', async () => {
    const nodes = [failing, echo('next', 1, { dependencies: ['bad'], join: 'all_settled' })];
    const { events } = await engine.play(watched('alert', nodes));
    for (let length = 2; length < events.length; length += 1) {
      const again = await engine.resumeFrom(watched('alert', nodes), events.slice(0, length));
      expect(again.snapshot.status).toBe('completed');
      expect(again.events.filter(({ type }) => type === 'monitor.fired')).toHaveLength(1);
    }
  });

  it('that cannot be judged is told of once, and stops nothing', async () => {
    const { events, snapshot } = await engine.play(
      watched('cancel', [echo('next')], '{{ [true][execution.failures + 5] }}'),
    );
    expect(snapshot.status).toBe('completed');
    expect(events.filter(({ type }) => type === 'log').map(({ data }) => data)).toMatchObject([{ level: 'warn' }]);
  });
});
