/** Whatever happens in whatever order: no slot is lost, nobody waits for ever, nobody is asked who must not be. */
import { describe, expect, it } from '@jest/globals';
import { FailureError } from '@ice/core';
import fc from 'fast-check';
import { requestTo } from '../testing/ask.js';
import { HandClock } from '../testing/hand-clock.js';
import { PuppetModel, type PuppetCall } from '../testing/puppet-model.js';
import { GatedModel } from './gated-model.js';
import { ProviderGate } from './provider-gate.js';

/** Something that happens to a gate. `which` picks among the calls that it can happen to. */
type Act =
  | { readonly type: 'start' }
  | { readonly type: 'set-back'; readonly ms: number }
  | { readonly type: 'say' | 'answer' | 'break' | 'cancel'; readonly which: number }
  | { readonly type: 'fail'; readonly which: number; readonly code: string; readonly retryAfterMs: number | undefined };

/** That, or time passes. */
type Happening = Act | { readonly type: 'pass'; readonly ms: number };

const codes = [
  ...['model-unavailable', 'model-overloaded', 'timeout', 'model-response-invalid', 'model-rate-limited'],
  ...['model-unauthorized', 'model-quota-exceeded', 'model-content-filtered', 'model-request-invalid'],
];

const which = fc.nat(20);
const start = fc.constant<Happening>({ type: 'start' });
const failing: fc.Arbitrary<Happening> = fc.record({
  type: fc.constant('fail' as const),
  which,
  code: fc.constantFrom(...codes),
  retryAfterMs: fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: undefined }),
});
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: start },
  { weight: 3, arbitrary: failing },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constantFrom('say' as const, 'answer', 'break', 'cancel'), which }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constantFrom('pass' as const, 'pass', 'pass', 'set-back'),
      ms: fc.nat(30_000),
    }),
  },
);

/** Enough to open a circuit, and the time after which a probe may go out: chance alone comes there too seldom. */
const outage: readonly Happening[] = [
  ...Array.from({ length: 6 }, (): readonly Happening[] => [
    { type: 'start' },
    { type: 'fail', which: 0, code: 'model-unavailable', retryAfterMs: undefined },
  ]).flat(),
  { type: 'pass', ms: 10_000 },
];
const chapter = fc.oneof(
  { weight: 8, arbitrary: fc.array(happening, { minLength: 5, maxLength: 20 }) },
  { weight: 1, arbitrary: fc.constant(outage) },
);

/** A gate whose every call is watched. */
class World {
  readonly clock = new HandClock();
  readonly gate: ProviderGate;
  readonly cancels: AbortController[] = [];
  readonly open = new Set<AbortController>();
  readonly model = new PuppetModel((call) => this.#begins(call));
  readonly #probes = new Set<PuppetCall>();
  /** When calls began and when pauses end, on an axis that nobody sets back. */
  readonly #beganAtMs: number[] = [];
  readonly #offences: string[] = [];
  #shiftMs = 0;
  #pausedUntilMs = 0;

  constructor(
    private readonly concurrency: number,
    private readonly requestsPerMinute: number | null,
  ) {
    const limits = { concurrency, requestsPerMinute };
    this.gate = new ProviderGate({ provider: 'p', title: 'P', clock: this.clock, ...limits });
  }

  get nowMs(): number {
    return this.clock.now() + this.#shiftMs;
  }

  async happen(next: Happening): Promise<void> {
    if (next.type === 'pass') await this.clock.advance(next.ms);
    else this.#act(next);
    await settled();
  }

  #act(next: Act): void {
    if (next.type === 'start') return this.#start();
    if (next.type === 'set-back') return this.#setBack(next.ms);
    if (next.type === 'cancel') return pick(this.open, next.which)?.abort(new Error('cancelled'));
    const call = pick(this.model.underWay, next.which);
    if (next.type === 'say') call?.say('word ');
    if (next.type === 'answer') call?.answer();
    if (next.type === 'break') call?.fail(new Error('broken'));
    if (next.type === 'fail' && call) this.#fail(call, next);
  }

  check(): void {
    expect(this.#offences).toEqual([]);
    expect(this.model.underWay.size).toBeLessThanOrEqual(this.concurrency);
    expect(this.gate.underWay).toBe(this.model.underWay.size);
    expect(this.gate.waiting).toBe(this.open.size - this.model.underWay.size);
  }

  /** Everybody who is under way is answered, and time passes, until nobody is left. */
  async end(): Promise<void> {
    for (let round = 0; this.open.size > 0 && round < 200; round += 1) {
      for (const call of this.model.underWay) call.answer();
      await settled();
      await this.clock.advance(60_000);
    }
    const { open, gate, clock } = this;
    expect([open.size, gate.underWay, gate.waiting, clock.pending]).toEqual([0, 0, 0, 0]);
  }

  #start(): void {
    const controller = new AbortController();
    this.open.add(controller);
    void this.#read(controller.signal).finally(() => this.open.delete(controller));
  }

  async #read(signal: AbortSignal): Promise<void> {
    const session = new GatedModel(this.model, this.gate);
    try {
      for await (const chunk of session.answer(requestTo('p/m'), { signal, idempotencyKey: 'k' })) void chunk;
    } catch {
      // How calls end is another spec's business; here they have to end.
    }
  }

  /** Notes what a call must not do as it begins: a throw from here would be taken for the model's. */
  #begins(call: PuppetCall): void {
    if (this.nowMs < this.#pausedUntilMs) this.#offences.push('A call went out in a pause.');
    this.#beganAtMs.push(this.nowMs);
    const inWindow = this.#beganAtMs.filter((atMs) => atMs > this.nowMs - 60_000).length;
    if (inWindow > (this.requestsPerMinute ?? Infinity)) this.#offences.push(`${inWindow} calls within a minute.`);
    if (this.gate.circuit === 'open') this.#offences.push('A call went out although the circuit is open.');
    if (this.gate.circuit === 'half-open') this.#probes.add(call);
    const probes = [...this.#probes].filter((probe) => this.model.underWay.has(probe)).length;
    if (probes > 1) this.#offences.push(`${probes} probes at a time.`);
  }

  #fail(call: PuppetCall, { code, retryAfterMs }: Extract<Act, { type: 'fail' }>): void {
    call.fail(new FailureError(code, 'No.', { ...(retryAfterMs !== undefined && { retryAfterMs }) }));
    const asksToWait = code === 'model-rate-limited' || code === 'model-overloaded';
    const pauseMs = asksToWait ? Math.min(retryAfterMs ?? 1_000, 60_000) : 0;
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, this.nowMs + pauseMs);
  }

  #setBack(ms: number): void {
    // The gate must have seen the time from which the clock is set back, as it does whenever something happens to it.
    void this.gate.circuit;
    this.clock.setBack(ms);
    this.#shiftMs += ms;
  }
}

function pick<Item>(items: ReadonlySet<Item>, position: number): Item | undefined {
  return [...items][position % Math.max(1, items.size)];
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe('a gate, whatever happens', () => {
  it('loses no slot, passes no limit, sends one probe at a time, and serves or refuses everybody in the end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.option(fc.integer({ min: 1, max: 10 }), { nil: null }),
        fc.array(chapter, { minLength: 1, maxLength: 6, size: 'max' }),
        async (concurrency, requestsPerMinute, chapters) => {
          const world = new World(concurrency, requestsPerMinute);
          for (const next of chapters.flat()) {
            await world.happen(next);
            world.check();
          }
          await world.end();
        },
      ),
      { numRuns: 100 },
    );
  });
});
