/** Waits: questions to people, signals and timers, in memory and out of it, answered early, late, twice and not at all. */
import { afterEach, describe, expect, it } from '@jest/globals';
import type { JsonObject, OpenSignal } from '@ice/core';
import { ManualClock } from '@ice/storage';
import { documentOf, Engine, storyOf, type Played } from '../support/start-engine.js';

const engines: Engine[] = [];

function engineWith(options: ConstructorParameters<typeof Engine>[0] = {}): Engine {
  const engine = new Engine(options);
  engines.push(engine);
  return engine;
}

afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.supervisor.drain(0);
});

const approve: JsonObject = {
  id: 'ok',
  type: 'human',
  prompt: 'May {{ inputs.what }} go out?',
  approval: 'approve_reject',
};
const echo = (id: string, value: string): JsonObject => ({ id, type: 'tool', tool_name: 'echo', tool_args: { value } });
const asking = documentOf([approve, echo('after', '{{ nodes.ok }}')], { inputs: { what: { type: 'string' } } });

const isAsking = ({ snapshot }: Played): boolean => snapshot.status === 'waiting';
const hasEnded = ({ snapshot }: Played): boolean => snapshot.ended_at !== null;
const signalOf = ({ snapshot }: Played, at = 0): OpenSignal => snapshot.open_signals[at] as OpenSignal;

describe('a question to a person', () => {
  it('has the execution leave memory, and is shown with what may be answered', async () => {
    const engine = engineWith();
    const id = await engine.start(asking, { what: 'it' });
    const asked = await engine.until(id, isAsking);
    expect(storyOf(asked.events)).toEqual([
      'execution.started',
      'node.started ok',
      'node.waiting ok',
      'execution.waiting',
    ]);
    expect(asked.snapshot.open_signals).toEqual([
      {
        signal_id: expect.stringMatching(/^sg_[0-9a-f]{26}$/),
        kind: 'human',
        path: 'ok',
        prompt: 'May it go out?',
        answer_schema: { enum: ['approve', 'reject'] },
        expires_at: expect.any(String),
      },
    ]);
    expect([engine.supervisor.size, asked.snapshot.nodes[0]?.status]).toEqual([0, 'waiting']);
    const askedForMs = Date.parse(signalOf(asked).expires_at as string) - Date.parse(asked.snapshot.created_at);
    expect(Math.round(askedForMs / 1_000)).toBe(7 * 24 * 3_600);
  });

  it('is answered once, by its id, and nothing that came before runs again', async () => {
    const engine = engineWith();
    const id = await engine.start(asking, { what: 'it' });
    const { signal_id } = signalOf(await engine.until(id, isAsking));
    const deliveries = await Promise.all(
      ['approve', 'reject', 'approve'].map((value) => engine.answer(id, { signal_id }, { value })),
    );
    expect(deliveries.sort()).toEqual(['applied', 'taken', 'taken']);
    const ended = await engine.until(id, hasEnded);
    expect(storyOf(ended.events).slice(4)).toEqual([
      'execution.resumed',
      'signal.answered ok',
      'node.completed ok',
      'node.started after',
      'node.completed after',
      'execution.completed',
    ]);
    expect(ended.snapshot.outputs).toEqual({ after: { value: 'approve' } });
    expect(ended.snapshot.open_signals).toEqual([]);
    expect(await engine.answer(id, { signal_id }, { value: 'reject' })).toBe('closed');
    expect(await engine.answers.of(id)).toEqual([]);
  });

  it('may be answered with a failure, which the node ends with', async () => {
    const engine = engineWith();
    const id = await engine.start(asking, { what: 'it' });
    const { signal_id } = signalOf(await engine.until(id, isAsking));
    await engine.answer(id, { signal_id }, { failure: { code: 'refused', message: 'Not today.' } });
    const { snapshot } = await engine.until(id, hasEnded);
    expect(snapshot).toMatchObject({ status: 'failed', failure: { code: 'refused', path: 'ok' } });
  });

  it('is not asked at all when its answer came early, by its path', async () => {
    const engine = engineWith();
    const document = documentOf(
      [
        { id: 'nap', type: 'tool', tool_name: 'sleep', tool_args: { ms: 50 } },
        { ...approve, dependencies: ['nap'] },
      ],
      {
        inputs: { what: { type: 'string' } },
      },
    );
    const id = await engine.start(document, { what: 'it' });
    expect(await engine.answer(id, { path: 'ok' }, { value: 'reject' })).toBe('kept');
    expect(await engine.answer(id, { path: 'ok' }, { value: 'approve' })).toBe('taken');
    const { snapshot, events } = await engine.until(id, hasEnded);
    expect(snapshot.outputs).toEqual({ ok: 'reject' });
    expect(events.map(({ type }) => type)).not.toContain('execution.waiting');
    expect(await engine.answers.of(id)).toEqual([]);
  });

  it('keeps an answer that its schema refuses for another wait', async () => {
    const engine = engineWith();
    const id = await engine.start(asking, { what: 'it' });
    await engine.until(id, isAsking);
    expect(await engine.answer(id, { path: 'ok' }, { value: 'perhaps' })).toBe('kept');
    expect((await engine.until(id, isAsking)).snapshot.open_signals).toHaveLength(1);
  });

  it('asks in a loop as often as there are items, each for itself', async () => {
    const engine = engineWith();
    const document = documentOf([
      {
        id: 'each',
        type: 'loop',
        items: ['a', 'b', 'c'],
        item_var: 'item',
        concurrency: 2,
        body: { nodes: [{ ...approve, prompt: '{{ item }}?' }] },
      },
    ]);
    const id = await engine.start(document);
    const asked = await engine.until(id, isAsking);
    expect(asked.snapshot.open_signals.map(({ path, prompt }) => [path, prompt])).toEqual([
      ['each[0].ok', 'a?'],
      ['each[1].ok', 'b?'],
    ]);
    await engine.answer(id, { signal_id: signalOf(asked, 1).signal_id }, { value: 'reject' });
    const second = await engine.until(id, (played) => isAsking(played) && played.snapshot.nodes.length === 4);
    expect(second.snapshot.open_signals.map(({ path }) => path)).toEqual(['each[0].ok', 'each[2].ok']);
    for (const { signal_id } of second.snapshot.open_signals)
      await engine.answer(id, { signal_id }, { value: 'approve' });
    const { snapshot } = await engine.until(id, hasEnded);
    expect(snapshot.outputs).toEqual({ each: { items: ['approve', 'reject', 'approve'], failures: [] } });
  });

  it.each([
    ['fails', {}, 'failed', undefined],
    ['takes a value', { on_timeout: { value: 'reject' } }, 'completed', { ok: 'reject' }],
  ])('that nobody answers in time %s', async (_, more, status, outputs) => {
    const clock = new ManualClock();
    const engine = engineWith({ clock });
    const document = documentOf([{ ...approve, ...more, timeout_s: 3_600 }], { inputs: { what: { type: 'string' } } });
    const id = await engine.start(document, { what: 'it' });
    await engine.until(id, isAsking);
    await clock.advanceSettled(3_600_000);
    const { snapshot } = await engine.until(id, hasEnded);
    expect(snapshot.status).toBe(status);
    expect(snapshot.outputs ?? undefined).toEqual(outputs);
    if (status === 'failed')
      expect(snapshot.failure).toMatchObject({ code: 'timeout', path: 'ok', evidence: { limit_ms: 3_600_000 } });
  });

  it('ends with a cancel, and takes no answer afterwards', async () => {
    const engine = engineWith();
    const id = await engine.start(asking, { what: 'it' });
    const { signal_id } = signalOf(await engine.until(id, isAsking));
    expect((await engine.supervisor.cancel(id, 'requested'))?.status).toBe('cancelled');
    expect(await engine.answer(id, { signal_id }, { value: 'approve' })).toBe('closed');
    const { events, snapshot } = await engine.look(id);
    expect(storyOf(events).slice(-2)).toEqual(['node.cancelled ok', 'execution.cancelled']);
    expect(snapshot.open_signals).toEqual([]);
  });
});

describe('a signal', () => {
  const paid = (id: string): JsonObject => ({ id, type: 'wait', signal: 'paid', answer_schema: { cents: 'integer' } });

  it('goes by its name to one wait, the oldest, and a kept one to the next', async () => {
    const engine = engineWith();
    const id = await engine.start(documentOf([paid('first'), { ...paid('second'), dependencies: ['first'] }]));
    await engine.until(id, isAsking);
    expect(await engine.answer(id, { name: 'paid' }, { value: { cents: 1 } })).toBe('applied');
    expect(await engine.answer(id, { name: 'paid' }, { value: { cents: 2 } })).toBe('applied');
    const { snapshot } = await engine.until(id, hasEnded);
    expect(snapshot.nodes.map(({ path, output }) => [path, output])).toEqual([
      ['first', { cents: 1 }],
      ['second', { cents: 2 }],
    ]);
  });

  it('that was answered in the last moment of another process is found by the next', async () => {
    const engine = engineWith();
    const id = await engine.start(documentOf([paid('first')]));
    await engine.until(id, isAsking);
    await engine.answers.add(id, { name: 'paid' }, { value: { cents: 3 } });
    const other = engine.supervise(undefined, 'wk_other');
    await other.lookAround();
    const { snapshot } = await engine.until(id, hasEnded);
    expect(snapshot.nodes[0]?.output).toEqual({ cents: 3 });
    await other.drain(0);
  });
});

describe('several processes', () => {
  const busy: JsonObject = { id: 'busy', type: 'tool', tool_name: 'sleep', tool_args: { ms: 300 } };
  const both = documentOf([approve, busy], { inputs: { what: { type: 'string' } } });
  const isOpen = ({ snapshot }: Played): boolean => snapshot.open_signals.length > 0;

  it('take answers for what another one runs, which finds them', async () => {
    const engine = engineWith();
    const other = engine.supervise(undefined, 'wk_other');
    const id = await engine.start(both, { what: 'it' });
    const { signal_id } = signalOf(await engine.until(id, isOpen));
    const stored = await engine.answers.add(id, { signal_id }, { value: 'approve' });
    expect(stored && (await other.deliver(stored))).toBe('elsewhere');
    await engine.supervisor.lookAround();
    const { snapshot } = await engine.until(id, hasEnded);
    expect(snapshot.outputs).toEqual({ ok: 'approve', busy: { ms: 300 } });
    expect(await engine.answers.of(id)).toEqual([]);
    await other.drain(0);
  });

  it('wake the others when one cannot be woken, and do not try that one each time', async () => {
    const engine = engineWith();
    const [broken, sound] = await Promise.all([
      engine.start(asking, { what: 'a' }),
      engine.start(documentOf([{ id: 'go', type: 'wait', signal: 'go' }])),
    ]);
    await Promise.all([engine.until(broken, isAsking), engine.until(sound, isAsking)]);
    await engine.answers.add(broken, { path: 'ok' }, { value: 'approve' });
    await engine.answers.add(sound, { name: 'go' }, { value: 1 });
    engine.forget((await engine.look(broken)).head.revision);
    await engine.supervisor.lookAround();
    await engine.until(sound, hasEnded);
    expect(engine.told).toEqual([expect.stringContaining(`${broken} cannot be woken`)]);
    await engine.supervisor.lookAround();
    expect(engine.told).toHaveLength(1);
    expect(await engine.answers.of(broken)).toHaveLength(1);
  });

  it('of which many want to wake one execution wake it once', async () => {
    const engine = engineWith();
    const others = Array.from({ length: 6 }, (_, index) => engine.supervise(undefined, `wk_${index}`));
    const id = await engine.start(asking, { what: 'it' });
    const { signal_id } = signalOf(await engine.until(id, isAsking));
    await engine.answers.add(id, { signal_id }, { value: 'approve' });
    await Promise.all(others.map((other) => other.lookAround()));
    const { events } = await engine.until(id, hasEnded);
    expect(events.filter(({ type }) => type === 'execution.resumed')).toHaveLength(1);
    expect(events.filter(({ type }) => type === 'signal.answered')).toHaveLength(1);
    for (const other of others) await other.drain(0);
  });
});

describe('a timer', () => {
  const later = documentOf([{ id: 'nap', type: 'wait', for_s: 3_600 }, echo('after', '{{ nodes.nap }}')]);

  it('that is long has the execution leave memory, and wakes it', async () => {
    const clock = new ManualClock();
    const engine = engineWith({ clock });
    const id = await engine.start(later);
    const { snapshot } = await engine.until(id, isAsking);
    expect(snapshot.open_signals).toMatchObject([{ kind: 'timer', path: 'nap', answer_schema: { type: 'null' } }]);
    expect(engine.supervisor.size).toBe(0);
    await clock.advanceSettled(3_599_999);
    expect((await engine.look(id)).snapshot.status).toBe('waiting');
    await clock.advanceSettled(1);
    expect((await engine.until(id, hasEnded)).snapshot.outputs).toEqual({ after: { value: null } });
  });

  it('is waited for by another process when its own is gone', async () => {
    const clock = new ManualClock();
    const engine = engineWith({ clock });
    const id = await engine.start(later);
    await engine.until(id, isAsking);
    await engine.supervisor.drain(0);
    const other = engine.supervise(undefined, 'wk_other');
    await other.lookAround();
    await clock.advanceSettled(3_600_000);
    expect((await engine.until(id, hasEnded)).snapshot.status).toBe('completed');
    await other.drain(0);
  });

  it('that is short is waited for in memory', async () => {
    const clock = new ManualClock();
    const engine = engineWith({ clock });
    const id = await engine.start(documentOf([{ id: 'nap', type: 'wait', for_s: 4 }]));
    await engine.until(id, ({ events }) => events.some(({ type }) => type === 'node.waiting'));
    await clock.advanceSettled(4_000);
    const { events } = await engine.until(id, hasEnded);
    expect(storyOf(events)).toEqual([
      'execution.started',
      'node.started nap',
      'node.waiting nap',
      'node.completed nap',
      'execution.completed',
    ]);
  });

  it('may be over before it began', async () => {
    const engine = engineWith();
    const { snapshot } = await engine.play(documentOf([{ id: 'nap', type: 'wait', until: '2001-01-01T00:00:00Z' }]));
    expect(snapshot.outputs).toEqual({ nap: null });
  });

  it.each([
    ['for_s', '{{ inputs.x - 5 }}', 'for_s gave -4; it must be a number of seconds from 0 to 604800.'],
    [
      'until',
      "{{ '2030-02-31T09:00:00Z' }}",
      'until gave "2030-02-31T09:00:00Z"; it must be a time such as "2030-01-31T09:00:00Z".',
    ],
    ['until', "{{ 'tomorrow' }}", 'until gave "tomorrow"; it must be a time such as "2030-01-31T09:00:00Z".'],
  ])('whose %s is none fails', async (field, value, message) => {
    const document = documentOf([{ id: 'nap', type: 'wait', [field]: value }], { inputs: { x: { type: 'number' } } });
    const { snapshot } = await engineWith().play(document, { x: 1 });
    expect(snapshot.failure).toMatchObject({ code: 'wait-invalid', message });
  });

  it('is cut short by the timeout of a container around it, also out of memory', async () => {
    const clock = new ManualClock();
    const engine = engineWith({ clock });
    const nap = { id: 'nap', type: 'wait', for_s: 3_600 };
    const id = await engine.start(documentOf([{ id: 'all', type: 'group', timeout_s: 60, nodes: [nap] }]));
    expect((await engine.until(id, isAsking)).events.at(-1)?.data).toEqual({ wakes_at: '2026-01-01T00:01:00.000Z' });
    await clock.advanceSettled(60_000);
    const { failure } = (await engine.until(id, hasEnded)).snapshot;
    expect(failure).toMatchObject({ code: 'timeout', path: 'all' });
  });

  it('in a finally block is no shorter for the timeout that the execution has ended over, in memory and out of it', async () => {
    const clock = new ManualClock();
    const engine = engineWith({ clock });
    const nap = { id: 'rest', type: 'wait', for_s: 600 };
    const id = await engine.start({ ...later, timeout_s: 60, finally: { nodes: [nap] } });
    await engine.until(id, isAsking);
    await clock.advanceSettled(60_000);
    const ending = await engine.until(id, (played) => played.events.at(-1)?.type === 'execution.waiting');
    expect(ending.events.at(-1)?.data).toEqual({ wakes_at: '2026-01-01T00:11:00.000Z' });
    await clock.advanceSettled(600_000);
    const { snapshot } = await engine.until(id, hasEnded);
    expect(snapshot).toMatchObject({ status: 'failed', failure: { code: 'timeout' } });
    expect(snapshot.nodes.map(({ path, status }) => `${path} ${status}`)).toEqual(['nap cancelled', 'rest completed']);
  });

  it('is cut short by the timeout of the whole execution, also out of memory', async () => {
    const clock = new ManualClock();
    const engine = engineWith({ clock });
    const id = await engine.start({ ...later, timeout_s: 60 });
    await engine.until(id, isAsking);
    await clock.advanceSettled(60_000);
    expect((await engine.until(id, hasEnded)).snapshot.failure).toMatchObject({
      code: 'timeout',
      evidence: { limit_ms: 60_000 },
    });
  });
});
