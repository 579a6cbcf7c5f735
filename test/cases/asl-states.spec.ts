/** State machines of our own, converted to blueprints and run: what states, errors and variables mean there holds here. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject, JsonValue } from '@ice/core';
import type { Machine, State } from '../support/asl/definition.js';
import { playMachine } from '../support/asl/play-case.js';
import type { TaskEvent } from '../support/asl/recorded-case.js';

/** A machine that begins with the first of its states. */
function machineOf(states: Readonly<Record<string, State>>): Machine {
  return { StartAt: Object.keys(states)[0] as string, States: states };
}

const play = (states: Readonly<Record<string, State>>, input: JsonValue = {}, taskEvents: readonly TaskEvent[] = []) =>
  playMachine({ definition: machineOf(states), input, taskEvents });

const completed = (output: JsonValue) => ({ end: 'ExecutionSucceeded', output });
const failed = (error: string | null, cause: string | null) => ({ end: 'ExecutionFailed', error, cause });
const answers = (output: JsonValue): TaskEvent => ({ type: 'TaskSucceeded', output });
const breaks = (error: string, cause = 'Broken.'): TaskEvent => ({ type: 'TaskFailed', error, cause });
const hangs: TaskEvent = { type: 'TaskTimedOut', error: 'States.Timeout' };

const end: State = { Type: 'Pass' };
const task = (rest: Partial<State> = {}): State => ({ Type: 'Task', Resource: 'somewhere', ...rest });
const raise: State = { Type: 'Fail', Error: 'Some Failure', Cause: 'As told.' };
const retry = (ErrorEquals: readonly string[], MaxAttempts: number) => ({ ErrorEquals, MaxAttempts });
const timesIn = (entered: readonly string[], name: string) => entered.filter((one) => one === name).length;

describe('retriers', () => {
  it('are asked in order, and a misspelt one takes nothing', async () => {
    const Retry = [
      retry(['NoSuchError'], 9),
      retry(['State.ALL'], 9),
      retry(['Some Failure'], 3),
      retry(['States.ALL'], 9),
    ];
    const map: State = { Type: 'Map', Retry, ItemProcessor: machineOf({ Item: raise }) };
    const { end: ended, entered } = await play({ Map: map }, [1]);
    expect([ended, timesIn(entered, 'Item')]).toEqual([failed('Some Failure', 'As told.'), 1 + 3]);
  });

  it('begin all branches anew', async () => {
    const Branches = [machineOf({ Sound: end }), machineOf({ Broken: raise })];
    const { entered } = await play({ Both: { Type: 'Parallel', Branches, Retry: [retry(['States.ALL'], 2)] } });
    expect([timesIn(entered, 'Both'), timesIn(entered, 'Sound'), timesIn(entered, 'Broken')]).toEqual([1, 3, 3]);
  });

  it.each<[string, readonly TaskEvent[], object]>([
    ['enough for both', [breaks('A'), breaks('B'), breaks('A'), answers('done')], completed('done')],
    ['the second A is one too many', [breaks('A'), breaks('A'), breaks('A', 'Again.')], failed('A', 'Again.')],
    ['the second B is one too many', [breaks('B'), breaks('A'), breaks('B', 'Again.')], failed('B', 'Again.')],
  ])('count on their own: %s', async (_what, events, ended) => {
    const work = task({ Retry: [retry(['A'], 2), retry(['B'], 1)] });
    expect((await play({ work }, {}, events)).end).toEqual(ended);
  });

  it.each<[string, readonly TaskEvent[], object]>([
    ['States.TaskFailed', [hangs], failed('States.Timeout', null)],
    ['States.TaskFailed', [breaks('A'), answers(1)], completed(1)],
    ['States.Timeout', [hangs, answers(1)], completed(1)],
    ['States.ALL', [hangs, answers(1)], completed(1)],
  ])('of %s know a deadline from an error', async (name, events, ended) => {
    const work = task({ TimeoutSeconds: 5, Retry: [retry([name], 1)] });
    expect((await play({ work }, {}, events)).end).toEqual(ended);
  });

  it('leave a deadline that States.TaskFailed does not take to a later one', async () => {
    const work = task({ TimeoutSeconds: 5, Retry: [retry(['States.TaskFailed'], 1), retry(['States.ALL'], 2)] });
    expect((await play({ work }, {}, [hangs, hangs, answers(1)])).end).toEqual(completed(1));
  });

  it('wait longer each time, as long as they are allowed to', async () => {
    const Retry = [{ ...retry(['States.ALL'], 3), IntervalSeconds: 3, MaxDelaySeconds: 5 }];
    const events = [breaks('A'), breaks('A'), breaks('A'), answers(1)];
    expect((await play({ work: task({ Retry }) }, {}, events)).durationMs).toBe(3_000 + 5_000 + 5_000);
  });

  it('never take what the machine itself cannot go on from', async () => {
    const inner = machineOf({ Lost: { Type: 'Pass', InputPath: '$.nowhere' } });
    const both: State = { Type: 'Parallel', Branches: [inner], Retry: [retry(['States.ALL'], 2)] };
    const { end: ended, entered } = await play({ both });
    expect([ended.error, timesIn(entered, 'Lost')]).toEqual(['States.Runtime', 1]);
  });
});

describe('catchers', () => {
  const to = (Next: string, ErrorEquals: readonly string[], rest: JsonObject = {}) => ({ ErrorEquals, Next, ...rest });
  const caught = { Error: 'A', Cause: 'Broken.' };

  it.each<[string, readonly TaskEvent[], string]>([
    ['the first that takes the error', [breaks('A')], 'Named'],
    ['a wildcard for any other', [breaks('B')], 'Rest'],
    ['what follows without an error', [answers({})], 'After'],
    ['nobody but a wildcard for a deadline', [hangs], 'All'],
  ])('lead to %s', async (_what, events, name) => {
    const Catch = [to('Named', ['A', 'C']), to('Rest', ['States.TaskFailed']), to('All', ['States.ALL'])];
    const states = {
      work: task({ Next: 'After', TimeoutSeconds: 1, Catch }),
      Named: end,
      Rest: end,
      All: end,
      After: end,
    };
    expect((await play(states, {}, events)).entered).toEqual(['work', name]);
  });

  it('let an error go its way that nobody takes', async () => {
    const work = task({ Next: 'After', Catch: [to('After', ['B'])] });
    expect((await play({ work, After: end }, {}, [breaks('A')])).end).toEqual(failed('A', 'Broken.'));
  });

  it('come after all retries', async () => {
    const work = task({ Retry: [retry(['A'], 1)], Catch: [to('After', ['A'])], Next: 'After' });
    expect((await play({ work, After: end }, {}, [breaks('A'), breaks('A')])).end).toEqual(completed(caught));
  });

  it('put the error beside the input, and assign', async () => {
    const Catch = [to('After', ['States.ALL'], { ResultPath: '$.found.here', Assign: { 'name.$': '$.Error' } })];
    const After: State = { Type: 'Pass', Parameters: { 'all.$': '$', 'name.$': '$name' } };
    const { end: ended } = await play({ work: task({ Catch, Next: 'After' }), After }, { a: 1 }, [breaks('A')]);
    expect(ended).toEqual(completed({ all: { a: 1, found: { here: caught } }, name: 'A' }));
  });

  it('take the error of a branch, and of an item', async () => {
    const Catch = [to('After', ['Some Failure'])];
    const both: State = { Type: 'Parallel', Branches: [machineOf({ Broken: raise })], Catch, Next: 'After' };
    const each: State = { Type: 'Map', ItemProcessor: machineOf({ Item: raise }), Catch, Next: 'After' };
    for (const work of [both, each]) {
      const { end: ended } = await play({ work, After: end }, [1]);
      expect(ended).toEqual(completed({ Error: 'Some Failure', Cause: 'As told.' }));
    }
  });
});

describe('states that lead back', () => {
  const states: Readonly<Record<string, State>> = {
    Ask: task({ ResultPath: '$.answer', Next: 'Judge' }),
    Judge: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.answer', StringEquals: 'done', Next: 'Done' },
        { Variable: '$.answer', StringEquals: 'late', Next: 'Pause' },
      ],
      Default: 'Ask',
    },
    Pause: { Type: 'Wait', Seconds: 60, Next: 'Ask' },
    Done: { Type: 'Succeed' },
  };

  it('go round until one leads out', async () => {
    const {
      end: ended,
      entered,
      durationMs,
    } = await play(states, { a: 1 }, ['no', 'late', 'late', 'done'].map(answers));
    expect(ended).toEqual(completed({ a: 1, answer: 'done' }));
    expect(entered.join(' ')).toBe('Ask Judge Ask Judge Pause Ask Judge Pause Ask Judge Done');
    expect(durationMs).toBe(120_000);
  });

  it('may be entered in the middle', async () => {
    const { entered } = await play(
      { Start: { ...states['Pause'], Next: 'Judge' } as State, ...states },
      { answer: 'late' },
      [answers('done')],
    );
    expect(entered.join(' ')).toBe('Start Judge Pause Ask Judge Done');
  });

  it('may lead back from an error', async () => {
    const again = { ErrorEquals: ['A'], ResultPath: null, Next: 'Count' };
    const Count: State = { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'Try' };
    const Try = task({ Catch: [again], ResultPath: null });
    const { end: ended } = await play({ Count, Try }, { n: 0 }, [breaks('A'), breaks('A'), answers(1)]);
    expect(ended).toEqual(completed({ n: 3 }));
  });
});

describe('maps and branches', () => {
  const odd: State = {
    Type: 'Choice',
    Choices: [{ Variable: '$', NumericGreaterThan: 2, Next: 'Broken' }],
    Default: 'Sound',
  };
  const items = { ...machineOf({ odd, Broken: raise, Sound: end }), ProcessorConfig: { Mode: 'DISTRIBUTED' } };

  it.each<[string, Partial<State>, object]>([
    ['as many as are tolerated', { ToleratedFailureCount: 2 }, completed([1, 2, null, null])],
    ['as large a share as is tolerated', { ToleratedFailurePercentage: 50 }, completed([1, 2, null, null])],
    [
      'too many',
      { ToleratedFailureCount: 1 },
      failed('States.ExceedToleratedFailureThreshold', 'The specified tolerated failure threshold was exceeded'),
    ],
    [
      'too large a share',
      { ToleratedFailurePercentage: 49.9 },
      failed('States.ExceedToleratedFailureThreshold', 'The specified tolerated failure threshold was exceeded'),
    ],
  ])('of distributed items may fail %s', async (_what, rest, ended) => {
    expect((await play({ each: { Type: 'Map', ItemProcessor: items, ...rest } }, [1, 2, 3, 4])).end).toEqual(ended);
  });

  it('keep to themselves what they assign, and see what was assigned before', async () => {
    const set: State = { Type: 'Pass', Assign: { x: 1 }, Next: 'both' };
    const inner = machineOf({
      change: { Type: 'Pass', Assign: { 'x.$': '$.y' }, Next: 'see' },
      see: { Type: 'Pass', Parameters: { 'x.$': '$x' } },
    });
    const both: State = { Type: 'Parallel', Branches: [inner], Next: 'last' };
    const last: State = { Type: 'Pass', Parameters: { 'inside.$': '$[0].x', 'outside.$': '$x' } };
    expect((await play({ set, both, last }, { y: 2 })).end).toEqual(completed({ inside: 2, outside: 1 }));
  });

  // There a branch that fails stops the others at once. Here what runs goes on to its end first: the end is the same, and later.
  it('end as the first that failed, once all have ended', async () => {
    const late = machineOf({ Wait: { Type: 'Wait', Seconds: 60, Next: 'Late' }, Late: end });
    const both: State = { Type: 'Parallel', Branches: [machineOf({ Broken: raise }), late] };
    const { end: ended, durationMs } = await play({ both });
    expect([ended, durationMs]).toEqual([failed('Some Failure', 'As told.'), 60_000]);
  });

  it('nest, and each knows its own item', async () => {
    const selector = { 'cell.$': '$$.Map.Item.Value', 'place.$': '$$.Map.Item.Index', 'row.$': '$' };
    const inner: State = { Type: 'Map', ItemSelector: selector, ItemProcessor: machineOf({ see: end }) };
    const outer: State = { Type: 'Map', ItemProcessor: machineOf({ inner }) };
    const { end: ended } = await play({ outer }, [[5], [6, 7]]);
    const cell = (value: number, place: number, row: readonly number[]) => ({ cell: value, place, row });
    expect(ended).toEqual(completed([[cell(5, 0, [5])], [cell(6, 0, [6, 7]), cell(7, 1, [6, 7])]]));
  });
});

describe('what is not claimed', () => {
  it.each<[string, Partial<State>]>([
    ['heartbeat', { HeartbeatSeconds: 9 } as object],
    ['jsonata', { QueryLanguage: 'JSONata' }],
    ['unknown-field', { Surprise: true } as object],
    ['retry-bound', { Retry: [retry(['A'], 100)] }],
    ['reference-path', { ResultPath: '$.a[0]' }],
    ['long-error-name', { Catch: [{ ErrorEquals: ['E'.repeat(40)], Next: 'work' }] }],
  ])('%s is refused by name, never left out', async (feature, rest) => {
    await expect(play({ work: task(rest) })).rejects.toMatchObject({ feature });
  });
});

describe('a machine', () => {
  it('has a deadline of its own', async () => {
    const definition = { ...machineOf({ wait: { Type: 'Wait', Seconds: 60 } }), TimeoutSeconds: 5 };
    expect(await playMachine({ definition, input: {} })).toMatchObject({
      end: { end: 'ExecutionTimedOut' },
      durationMs: 5_000,
    });
  });
});

describe('waits', () => {
  it.each<[string, Partial<State>, number]>([
    ['some seconds', { Seconds: 90 }, 90_000],
    ['none', { Seconds: 0 }, 0],
    ['seconds of the input', { SecondsPath: '$.seconds' }, 7_000],
    ['until a time', { Timestamp: '2026-01-01T00:10:00Z' }, 600_000],
    ['until a time of the input', { TimestampPath: '$.at' }, 60_000],
    ['until a time that is over', { Timestamp: '2020-01-01T00:00:00Z' }, 0],
  ])('take %s', async (_what, rest, ms) => {
    const input = { seconds: 7, at: '2026-01-01T01:01:00+01:00' };
    const { end: ended, durationMs } = await play({ wait: { Type: 'Wait', ...rest } }, input);
    expect([ended, durationMs]).toEqual([completed(input), ms]);
  });
});
