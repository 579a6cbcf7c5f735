/** Every workflow pattern of this folder through the real engine: what its table says is to be seen is seen. */
import { afterAll, describe, expect, it } from '@jest/globals';
import { compileBlueprint, type ExecutionEvent, type JsonObject } from '@ice/core';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Engine, storyOf, type Played } from '../../test/support/start-engine.js';
import { patternFiles, readPattern, readPatternFile } from './read-pattern.js';

const engine = new Engine();

afterAll(() => engine.supervisor.drain(0));

/** All subsets of three, as the inputs of patterns 6 and 7. */
const subsets = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => ({
  mail: (bits & 4) > 0,
  text: (bits & 2) > 0,
  call: (bits & 1) > 0,
}));

describe('the table of patterns', () => {
  it('lists exactly the files that are there, under their titles', () => {
    const linked = readFileSync(path.join(import.meta.dirname, 'README.md'), 'utf8').matchAll(
      /\((wcp-[a-z0-9-]+\.yaml)\)/g,
    );
    expect([...linked].map(([, name]) => name)).toEqual(patternFiles);
    expect(patternFiles).toHaveLength(16);
  });

  it.each(patternFiles)('%s compiles without a finding, and is named like its file', (name) => {
    const result = compileBlueprint(readPatternFile(name), engine.environment);
    expect([result.ok && result.compiled.blueprint.name, result.diagnostics]).toEqual([
      name.slice(0, -'.yaml'.length).replaceAll('-', '_'),
      [],
    ]);
  });
});

describe('order', () => {
  it('1 sequence: no node starts before the one before it has ended, and the last sees its output', async () => {
    const { events, snapshot } = await play(1);
    expect(storyOf(events)).toEqual([
      'execution.started',
      ...['tidy', 'shout', 'sign'].flatMap((id) => [`node.started ${id}`, `node.completed ${id}`]),
      'execution.completed',
    ]);
    expect(snapshot.outputs).toEqual({ text: 'A PLAIN SENTENCE!' });
  });

  it('2 parallel split: both start before either ends', async () => {
    const { events, snapshot } = await play(2, { ms: 20 });
    expect(storyOf(events).slice(1, 5)).toEqual([
      'node.started prepare',
      'node.completed prepare',
      'node.started left',
      'node.started right',
    ]);
    expect(snapshot.outputs).toEqual({ left: { ms: 20 }, right: { ms: 20 } });
  });

  it('3 synchronization: the node starts once, after both', async () => {
    const { events, snapshot } = await play(3);
    const story = storyOf(events);
    const ends = ['goods', 'shipping'].map((id) => story.indexOf(`node.completed ${id}`));
    expect(story.indexOf('node.started total')).toBeGreaterThan(Math.max(...ends));
    expect([startsOf('total', events), snapshot.outputs]).toEqual([1, { total: 24.5 }]);
  });

  it('11 implicit termination: the end comes after the last node, with no node that gathers them', async () => {
    const played = await play(11);
    expect(storyOf(played.events).slice(-3)).toEqual([
      'node.started longer',
      'node.completed longer',
      'execution.completed',
    ]);
    expect(statuses(played)).toEqual({
      start: 'completed',
      never: 'skipped',
      short: 'completed',
      long: 'completed',
      longer: 'completed',
    });
    expect(played.snapshot.outputs).toEqual({ short: { value: 'done' }, longer: { ms: 5 }, never: null });
  });
});

describe('choice', () => {
  it.each([
    [5_000, 'cases[0]', 'the board', 'board'],
    [250, 'cases[1]', 'the manager', 'manager'],
    [20, 'else', 'nobody', 'nobody'],
  ])(
    '4 exclusive choice: %d enters one branch, and the nodes of the others are skipped',
    async (amount, ...expected) => {
      const [branch, approver, taken] = expected;
      const played = await play(4, { amount });
      expect(played.snapshot.outputs).toEqual({ branch, approver });
      const others = ['board', 'manager', 'nobody'].filter((id) => id !== taken);
      expect(skipsOf(played.events)).toEqual(
        Object.fromEntries(others.map((id) => [`route.${id}`, { reason: 'branch-not-taken' }])),
      );
      expect(statuses(played)[`route.${taken}`]).toBe('completed');
    },
  );

  it.each([
    ['de', 'Guten Tag!', 'english'],
    ['en', 'Good day!', 'german'],
  ])('5 simple merge: %s goes on once with the branch that ran', async (language, reply, skipped) => {
    const { events, snapshot } = await play(5, { language });
    expect([snapshot.outputs, startsOf('reply', events)]).toEqual([{ reply }, 1]);
    expect(skipsOf(events)).toEqual({ [`greet.${skipped}`]: { reason: 'branch-not-taken' } });
  });

  it.each(subsets)('6 multi-choice: $mail, $text, $call takes exactly these', async (inputs) => {
    const { snapshot } = await play(6, inputs);
    const { mail, text, call } = inputs;
    expect(snapshot.outputs).toEqual({
      mail: mail ? 'mailed' : null,
      text: text ? 'texted' : null,
      call: call ? 'called' : null,
    });
  });

  it.each(subsets)('7 structured synchronizing merge: $mail, $text, $call is waited for, once', async (inputs) => {
    const { events, snapshot } = await play(7, inputs);
    const taken = Object.values(inputs).filter(Boolean).length;
    expect(snapshot.outputs).toEqual({ report: taken > 0 ? `${taken} sent` : 'nothing to report', tally: taken });
    expect([startsOf('report', events), startsOf('tally', events)]).toEqual([taken > 0 ? 1 : 0, 1]);
    if (taken === 0) expect(skipsOf(events)['report']).toEqual({ reason: 'predecessors-skipped' });
    const story = storyOf(events);
    const lastEnd = Math.max(
      ...['send_mail', 'send_text', 'make_call'].map((id) => story.indexOf(`node.completed ${id}`)),
    );
    for (const id of ['report', 'tally'].filter((name) => startsOf(name, events) > 0)) {
      expect(story.indexOf(`node.started ${id}`)).toBeGreaterThan(lastEnd);
    }
  });

  it.each([
    [false, 'team', null, null],
    [true, 'team', 'signed', null],
    [false, 'company', null, 'internal'],
    [true, 'company', 'signed', 'internal'],
    [false, 'country', null, 'public'],
    [true, 'country', 'signed', 'public'],
    [false, 'world', null, 'translated'],
    [true, 'world', 'signed', 'translated'],
  ])('37 local synchronizing merge: legal %p and %s meet once', async (legal, reach, signed, outside) => {
    const { events, snapshot } = await play(37, { legal, reach });
    expect(snapshot.outputs).toEqual({ published: { legal: signed, outside } });
    expect(startsOf('publish', events)).toBe(1);
    const { legal: first, legal_review: second, legal_sign: third } = skipsOf(events);
    const spread = { reason: 'predecessors-skipped' };
    expect([first, second, third]).toEqual(
      legal ? [undefined, undefined, undefined] : [{ reason: 'when-false' }, spread, spread],
    );
  });
});

describe('many instances', () => {
  it('13 known at design time: three branches start together and are gathered', async () => {
    const { events, snapshot } = await play(13);
    expect(storyOf(events).slice(1, 5)).toEqual([
      'node.started readings',
      'node.started readings.count',
      'node.started readings.cut',
      'node.started readings.slug',
    ]);
    expect(storyOf(events).slice(-4)).toEqual([
      'node.completed readings',
      'node.started gather',
      'node.completed gather',
      'execution.completed',
    ]);
    expect(snapshot.outputs).toEqual({ readings: { length: 26, words: 5, name: 'three-readings-of-one-text' } });
  });

  it.each([0, 1, 7, 1_000])('14 known at run time: %d items, in order, and then the sum once', async (count) => {
    const { events, snapshot } = await play(14, { count });
    const squares = Array.from({ length: count }, (_, n) => n * n);
    expect(snapshot.outputs).toEqual({ squares, sum: squares.reduce((sum, square) => sum + square, 0) });
    expect(snapshot.nodes.filter((node) => node.node_id === 'square')).toHaveLength(count);
    expect(storyOf(events).slice(-4)).toEqual([
      'node.completed squares',
      'node.started sum',
      'node.completed sum',
      'execution.completed',
    ]);
  });

  it('14 known at run time: more than allowed is refused before the first', async () => {
    const { snapshot } = await play(14, { count: 1_001 });
    expect(snapshot.failure).toMatchObject({ code: 'loop-limit-exceeded', path: 'squares' });
    expect(snapshot.nodes.filter((node) => node.node_id === 'square')).toEqual([]);
  });
});

describe('repetition', () => {
  it.each([
    [0, 4, { counted: [], size: 4, passes: 0 }],
    [1, 8, { counted: [1], size: 4, passes: 1 }],
    [20, 5120, { counted: Array.from({ length: 20 }, (_, index) => index + 1), size: 5, passes: 10 }],
  ])('21 structured loop: %d times, and %d halved', async (times, size, outputs) => {
    const { snapshot } = await play(21, { times, size });
    expect([snapshot.status, snapshot.outputs]).toEqual(['completed', outputs]);
  });

  it.each([
    [{ times: 21 }, 'loop-limit-exceeded', 'each', 0],
    [{ size: 5121 }, 'iteration-limit-exceeded', 'halve', 10],
  ])('21 structured loop: %j reaches its limit as %s', async (inputs, code, container, passes) => {
    const { snapshot } = await play(21, inputs);
    expect(snapshot.failure).toMatchObject({ code, path: container });
    expect(snapshot.nodes.filter((node) => node.path.startsWith(`${container}[`))).toHaveLength(passes);
  });

  it('22 recursion: the factorial of ten, in ten executions', async () => {
    const [first, ...children] = await playRecursion(10);
    expect([first?.snapshot.outputs, children.length]).toEqual([{ factorial: 3_628_800 }, 9]);
    expect(children.map(({ snapshot }) => snapshot.inputs['n'])).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('22 recursion: deeper than allowed is a named failure, all the way up', async () => {
    const executions = await playRecursion(11);
    expect(executions.map(({ snapshot }) => [snapshot.status, snapshot.failure?.code])).toEqual(
      Array(10).fill(['failed', 'depth-limit-exceeded']),
    );
  });
});

/** Runs the pattern of that number. */
function play(pattern: number, inputs: JsonObject = {}): Promise<Played> {
  return engine.play(readPattern(pattern), inputs);
}

/** Runs pattern 22: the execution, its child, the child of that, and so on. */
async function playRecursion(n: number): Promise<readonly Played[]> {
  const chain: Played[] = [];
  let id: string | undefined = await engine.start(readPattern(22), { n });
  while (id !== undefined) {
    const played: Played = await engine.until(id, ({ head }) => head.ended_at !== null);
    chain.push(played);
    id = played.snapshot.nodes.find((node) => node.node_id === 'smaller')?.child_execution_id;
  }
  return chain;
}

/** How often a node run of that path began. */
function startsOf(place: string, events: readonly ExecutionEvent[]): number {
  return storyOf(events).filter((line) => line === `node.started ${place}`).length;
}

/** What was said of each node run that was skipped. */
function skipsOf(events: readonly ExecutionEvent[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    events.flatMap((event) => (event.type === 'node.skipped' ? [[event.path ?? '', event.data]] : [])),
  );
}

function statuses({ snapshot }: Played): Readonly<Record<string, string>> {
  return Object.fromEntries(snapshot.nodes.map(({ path: place, status }) => [place, status]));
}
