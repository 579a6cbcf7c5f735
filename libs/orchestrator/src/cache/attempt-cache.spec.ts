import { describe, expect, it } from '@jest/globals';
import { FailureError, type JsonObject, type JsonValue } from '@ice/core';
import { toolKind } from '../node-kind/tool/tool-kind.js';
import { makeAttempt } from '../run/attempt/make-attempt.js';
import type { Outcome } from '../schedule/scheduler-options.js';
import { HandClock } from '../testing/hand-clock.js';
import { sampleAttempt, toolOf, type SampleAttempt } from '../testing/sample-attempt.js';
import { SampleCache } from '../testing/sample-cache.js';
import { call } from '../testing/sample-plan.js';
import { AttemptCache } from './attempt-cache.js';

const from = { execution_id: 'ex_0000000000000000000000SAMP', path: 'a', at: '1970-01-01T00:16:40.000Z' };
const gone = { code: 'tool-failed', message: 'It broke.', retryable: false };

/** A process with one cache, and a tool whose calls end when and how the spec says. */
class Bench {
  readonly entries = new SampleCache();
  readonly cache = new AttemptCache(this.entries, new HandClock());
  readonly calls: PromiseWithEnd[] = [];

  /** One attempt of the same node; `rest` changes the node. */
  start(rest: JsonObject = {}, input: JsonValue = {}): SampleAttempt & { readonly outcome: Promise<Outcome> } {
    const tool = toolOf('anything', () => {
      const open = new PromiseWithEnd();
      this.calls.push(open);
      return open.promise;
    });
    const node = call('a', { cache: { ttl_s: 60 }, ...rest });
    const attempt = sampleAttempt(node, { input, tools: [tool], cache: this.cache });
    return { ...attempt, outcome: makeAttempt(toolKind, attempt.context) as Promise<Outcome> };
  }

  /** The call with this index, once it has begun. */
  async call(index: number): Promise<PromiseWithEnd> {
    for (let turns = 0; turns < 50 && !this.calls[index]; turns += 1) await Promise.resolve();
    return this.calls[index] as PromiseWithEnd;
  }
}

class PromiseWithEnd {
  give: (value: JsonValue) => void = () => undefined;
  fail: (reason: Error) => void = () => undefined;
  readonly promise = new Promise<JsonValue>((resolve, reject) => {
    this.give = resolve;
    this.fail = reject;
  });
}

describe('an attempt of a node with a cache', () => {
  it('is made on a miss, and spared on a hit', async () => {
    const bench = new Bench();
    const first = bench.start();
    (await bench.call(0)).give({ n: 1 });
    expect(await first.outcome).toEqual({ ok: true, output: { n: 1 } });
    const second = await bench.start().outcome;
    expect(second).toEqual({ ok: true, output: { n: 1 }, cached: from });
    expect([bench.calls.length, second.ok && Object.isFrozen(second.output)]).toEqual([1, true]);
  });

  it('is made for another input', async () => {
    const bench = new Bench();
    const both = [bench.start({}, { n: 1 }), bench.start({}, { n: 2 })];
    (await bench.call(1)).give('second');
    (await bench.call(0)).give('first');
    const outputs = await Promise.all(both.map(({ outcome }) => outcome));
    expect(outputs).toEqual([
      { ok: true, output: 'first' },
      { ok: true, output: 'second' },
    ]);
  });

  it('is not made again only when it ended well', async () => {
    const bench = new Bench();
    const first = bench.start();
    (await bench.call(0)).fail(new Error('It broke.'));
    expect(await first.outcome).toEqual({ ok: false, failure: gone });
    const second = bench.start();
    (await bench.call(1)).give(2);
    expect(await second.outcome).toEqual({ ok: true, output: 2 });
  });

  it('keeps no output that the node itself refuses', async () => {
    const bench = new Bench();
    const first = bench.start({ output_schema: { type: 'number' } });
    (await bench.call(0)).give('no number');
    expect(await first.outcome).toEqual({ ok: true, output: 'no number' });
    expect(bench.entries.entries.size).toBe(0);
  });

  it('is made when the cache is broken, and says so', async () => {
    const bench = new Bench();
    bench.entries.isBroken = true;
    const { outcome, notes } = bench.start();
    (await bench.call(0)).give(1);
    expect(await outcome).toEqual({ ok: true, output: 1 });
    const place = { type: 'log', path: 'a', node_id: 'a', attempt: 1 };
    const warning = (message: string) => ({ level: 'warn', message, fields: { reason: 'The store is gone.' } });
    expect(notes).toEqual([
      { ...place, data: warning('The cache could not be read.') },
      { ...place, data: warning('The cache could not be written.') },
    ]);
  });
});

describe('attempts of the same at the same time', () => {
  it('are one, and all take what it gives', async () => {
    const bench = new Bench();
    const all = Array.from({ length: 20 }, () => bench.start());
    (await bench.call(0)).give({ n: 1 });
    const [first, ...others] = await Promise.all(all.map(({ outcome }) => outcome));
    expect(first).toEqual({ ok: true, output: { n: 1 } });
    expect(others).toEqual(others.map(() => ({ ok: true, output: { n: 1 }, cached: from })));
    expect(bench.calls).toHaveLength(1);
  });

  it('look into the cache once', async () => {
    const bench = new Bench();
    const first = bench.start();
    (await bench.call(0)).give(1);
    await first.outcome;
    let looks = 0;
    const get = bench.entries.get.bind(bench.entries);
    bench.entries.get = (tenant, key) => {
      looks += 1;
      return get(tenant, key);
    };
    const outcomes = await Promise.all([bench.start().outcome, bench.start().outcome]);
    expect([looks, outcomes]).toEqual([1, [1, 2].map(() => ({ ok: true, output: 1, cached: from }))]);
  });

  it('do not share a failure: each makes its own', async () => {
    const bench = new Bench();
    const all = [bench.start(), bench.start(), bench.start()];
    (await bench.call(0)).fail(new FailureError('busy', 'Later.', { retryable: true }));
    (await bench.call(1)).give(1);
    (await bench.call(2)).give(2);
    expect(await Promise.all(all.map(({ outcome }) => outcome))).toEqual([
      { ok: false, failure: { code: 'busy', message: 'Later.', retryable: true } },
      { ok: true, output: 1 },
      { ok: true, output: 2 },
    ]);
  });

  it('are not held up by one that is no longer wanted', async () => {
    const bench = new Bench();
    const [first, second] = [bench.start(), bench.start()];
    const slow = await bench.call(0);
    first.context.abort('Cancelled.');
    (await bench.call(1)).give(2);
    expect(await second.outcome).toEqual({ ok: true, output: 2 });
    slow.give(1);
    expect(await first.outcome).toEqual({ ok: true, output: 1 });
  });

  it('stop waiting when they are no longer wanted themselves', async () => {
    const bench = new Bench();
    const [first, second] = [bench.start(), bench.start()];
    const open = await bench.call(0);
    second.context.abort('It timed out.');
    expect(await second.outcome).toMatchObject({ ok: false, failure: { message: 'It timed out.' } });
    open.give(1);
    expect([await first.outcome, bench.calls.length]).toEqual([{ ok: true, output: 1 }, 1]);
  });
});
