import { describe, expect, it } from '@jest/globals';
import { FailureError, isFailureError, type Failure } from '@ice/core';
import { requestTo } from '../testing/ask.js';
import { HandClock } from '../testing/hand-clock.js';
import { PuppetModel, type PuppetCall } from '../testing/puppet-model.js';
import { GatedModel } from './gated-model.js';
import { ProviderGate, type GateLimits } from './provider-gate.js';

const unavailable = new FailureError('model-unavailable', 'It hung up.', { retryable: true });
const limited = new FailureError('model-rate-limited', 'Slower.', { retryable: true, retryAfterMs: 3_000 });

/** A gate with a model behind it, and what became of the calls. */
class Bench {
  readonly clock = new HandClock();
  readonly model = new PuppetModel((call) => this.begun.push(nameOf(call)));
  readonly gate: ProviderGate;
  /** Calls that went out, by name. */
  readonly begun: string[] = [];
  /** `name: how it ended`. */
  readonly ended: string[] = [];
  readonly failures: Failure[] = [];
  readonly #cancels = new Map<string, AbortController>();

  constructor(limits: GateLimits = {}) {
    this.gate = new ProviderGate({ provider: 'openai', title: 'OpenAI', clock: this.clock, ...limits });
  }

  /** Makes calls, one after the other, and lets them get as far as they can. */
  async call(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      const controller = new AbortController();
      this.#cancels.set(name, controller);
      void this.#read(name, controller.signal);
      await settled();
    }
  }

  async cancel(name: string): Promise<void> {
    this.#cancels.get(name)?.abort(new Error('cancelled'));
    await settled();
  }

  /** The named call goes on like this. */
  async move(name: string, act: (call: PuppetCall) => void): Promise<void> {
    const call = [...this.model.underWay].find((each) => nameOf(each) === name);
    if (!call) throw new Error(`${name} is not under way.`);
    act(call);
    await settled();
  }

  async failTimes(times: number, thrown: Error = unavailable): Promise<void> {
    for (let count = 0; count < times; count += 1) {
      await this.call('failing');
      await this.move('failing', (call) => call.fail(thrown));
    }
  }

  async pass(ms: number): Promise<void> {
    await this.clock.advance(ms);
  }

  async #read(name: string, signal: AbortSignal): Promise<void> {
    try {
      const request = requestTo('openai/gpt-4o', { messages: [{ role: 'user', content: name }] });
      const session = new GatedModel(this.model, this.gate);
      for await (const chunk of session.answer(request, { signal, idempotencyKey: name })) void chunk;
      this.ended.push(`${name}: answered`);
    } catch (thrown) {
      if (isFailureError(thrown)) this.failures.push(thrown.failure);
      this.ended.push(`${name}: ${isFailureError(thrown) ? thrown.failure.code : (thrown as Error).message}`);
    }
  }
}

function nameOf({ request }: PuppetCall): string {
  return request.messages[0]?.content ?? '';
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe('calls under way', () => {
  it('are bounded; the others follow in the order in which they came', async () => {
    const bench = new Bench({ concurrency: 2 });
    await bench.call('a', 'b', 'c', 'd');
    expect([bench.begun, bench.gate.underWay, bench.gate.waiting]).toEqual([['a', 'b'], 2, 2]);
    await bench.move('b', (call) => call.answer());
    await bench.move('a', (call) => call.fail(new Error('broken')));
    expect([bench.begun, bench.ended]).toEqual([
      ['a', 'b', 'c', 'd'],
      ['b: answered', 'a: broken'],
    ]);
  });

  it('are 32 where nothing is said', async () => {
    const bench = new Bench();
    await bench.call(...Array.from({ length: 40 }, (_, index) => `c${index}`));
    expect([bench.gate.underWay, bench.gate.waiting]).toEqual([32, 8]);
  });

  it('leave the queue with the reason of their signal, wherever they stand in it', async () => {
    const bench = new Bench({ concurrency: 1 });
    await bench.call('a', 'b', 'c');
    await bench.cancel('b');
    expect(bench.ended).toEqual(['b: cancelled']);
    await bench.move('a', (call) => call.answer());
    expect([bench.begun, bench.gate.waiting]).toEqual([['a', 'c'], 0]);
  });

  it('do not even come into the queue when their signal has fired', async () => {
    const bench = new Bench();
    const signal = AbortSignal.abort(new Error('cancelled'));
    await expect(bench.gate.enter(signal)).rejects.toThrow('cancelled');
    expect([bench.gate.underWay, bench.gate.waiting]).toEqual([0, 0]);
  });

  it('give their place back when they are cancelled, and when nobody reads on', async () => {
    const bench = new Bench({ concurrency: 1 });
    await bench.call('a', 'b');
    await bench.cancel('a');
    expect(bench.begun).toEqual(['a', 'b']);
    const context = { signal: new AbortController().signal, idempotencyKey: 'c' };
    const chunks = new GatedModel(bench.model, bench.gate).answer(requestTo('openai/gpt-4o'), context);
    const stream = chunks[Symbol.asyncIterator]();
    const first = stream.next();
    await bench.move('b', (call) => call.answer());
    await bench.move('Say hello.', (call) => call.say('Hel'));
    expect(await first).toEqual({ value: { type: 'delta', text: 'Hel' }, done: false });
    expect(bench.gate.underWay).toBe(1);
    await stream.return?.();
    expect(bench.gate.underWay).toBe(0);
  });
});

describe('requests a minute', () => {
  it('wait for their turn, with no timer once nobody waits', async () => {
    const bench = new Bench({ requestsPerMinute: 2 });
    await bench.call('a', 'b', 'c', 'd');
    await bench.cancel('d');
    await bench.pass(59_999);
    expect([bench.begun, bench.clock.pending]).toEqual([['a', 'b'], 1]);
    await bench.pass(1);
    expect([bench.begun, bench.clock.pending]).toEqual([['a', 'b', 'c'], 0]);
  });
});

describe('a provider that asks for fewer requests', () => {
  it('is not asked by anybody until it may be', async () => {
    const bench = new Bench();
    await bench.call('a', 'b');
    await bench.move('a', (call) => call.fail(limited));
    await bench.call('c');
    await bench.pass(2_999);
    expect([bench.begun, bench.gate.waiting]).toEqual([['a', 'b'], 1]);
    await bench.pass(1);
    expect([bench.begun, bench.clock.pending]).toEqual([['a', 'b', 'c'], 0]);
  });

  it('may ask for more while it is waited for', async () => {
    const bench = new Bench();
    await bench.call('a', 'b');
    await bench.move('a', (call) => call.fail(limited));
    await bench.call('c');
    await bench.pass(2_000);
    await bench.move('b', (call) => call.fail(limited));
    await bench.pass(2_999);
    expect(bench.begun).toEqual(['a', 'b']);
    await bench.pass(1);
    expect(bench.begun).toEqual(['a', 'b', 'c']);
  });

  it('is waited for no longer because the wall clock was set back', async () => {
    const bench = new Bench();
    await bench.failTimes(1, limited);
    bench.clock.setBack(3_600_000);
    await bench.call('a');
    await bench.pass(3_000);
    expect(bench.begun).toEqual(['failing', 'a']);
  });

  it('leaves no timer behind when the last one who waits is cancelled', async () => {
    const bench = new Bench();
    await bench.failTimes(1, limited);
    await bench.call('a');
    await bench.cancel('a');
    expect([bench.clock.pending, bench.ended]).toEqual([0, ['failing: model-rate-limited', 'a: cancelled']]);
  });
});

describe('a provider that keeps failing', () => {
  it('is not asked: calls fail at once, and say when to try again', async () => {
    const bench = new Bench();
    await bench.failTimes(5);
    await bench.pass(1_500);
    await bench.call('a');
    expect([bench.begun.length, bench.ended.at(-1), bench.gate.circuit]).toEqual([5, 'a: model-unavailable', 'open']);
    expect(bench.failures.at(-1)).toEqual({
      code: 'model-unavailable',
      message: 'OpenAI keeps failing, so it is not asked for another 9 s.',
      retryable: true,
      retry_after_ms: 8_500,
      evidence: { provider: 'openai', circuit: 'open' },
    });
  });

  it('is not asked by those who are in the queue either', async () => {
    const bench = new Bench({ concurrency: 1 });
    await bench.failTimes(4);
    await bench.call('a', 'b', 'c');
    await bench.move('a', (call) => call.fail(unavailable));
    expect(bench.ended.slice(4)).toEqual(['a: model-unavailable', 'b: model-unavailable', 'c: model-unavailable']);
    expect([bench.begun.length, bench.gate.waiting]).toEqual([5, 0]);
  });

  it('is asked once after its time; who comes meanwhile waits for what that says', async () => {
    const bench = new Bench();
    await bench.failTimes(5);
    await bench.pass(10_000);
    await bench.call('probe', 'a', 'b');
    expect([bench.begun.slice(5), bench.gate.waiting]).toEqual([['probe'], 2]);
    await bench.move('probe', (call) => call.answer());
    expect([bench.begun.slice(5), bench.gate.circuit]).toEqual([['probe', 'a', 'b'], 'closed']);
  });

  it('is left alone for longer when it fails again', async () => {
    const bench = new Bench();
    await bench.failTimes(5);
    await bench.pass(10_000);
    await bench.call('probe', 'a');
    await bench.move('probe', (call) => call.fail(unavailable));
    expect(bench.ended.slice(5)).toEqual(['probe: model-unavailable', 'a: model-unavailable']);
    expect(bench.failures.at(-1)?.retry_after_ms).toBe(20_000);
  });

  it.each<[string, (bench: Bench) => Promise<void>]>([
    ['is cancelled', (bench) => bench.cancel('probe')],
    [
      'fails for a reason of its own',
      (bench) => bench.move('probe', (call) => call.fail(new FailureError('model-unauthorized', 'No such key.'))),
    ],
  ])('is asked by the next one when the probe %s', async (_how, end) => {
    const bench = new Bench();
    await bench.failTimes(5);
    await bench.pass(10_000);
    await bench.call('probe', 'a', 'b');
    await end(bench);
    expect([bench.begun.slice(5), bench.gate.circuit]).toEqual([['probe', 'a'], 'half-open']);
  });

  it.each(['model-unauthorized', 'model-quota-exceeded', 'model-content-filtered', 'model-request-invalid'])(
    'is something else than one that says %s',
    async (code) => {
      const bench = new Bench();
      await bench.failTimes(20, new FailureError(code, 'No.'));
      expect([bench.gate.circuit, bench.begun.length, bench.clock.pending]).toEqual(['closed', 20, 0]);
    },
  );

  it('is something else than one whose calls are cancelled', async () => {
    const bench = new Bench();
    for (let count = 0; count < 20; count += 1) {
      await bench.call('a');
      await bench.cancel('a');
    }
    expect([bench.gate.circuit, bench.gate.underWay]).toEqual(['closed', 0]);
  });
});
