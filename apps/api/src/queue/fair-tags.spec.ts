import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  emptyLine,
  giveBackTurn,
  highestTag,
  putInLine,
  restBeforeAnew,
  takeFromLine,
  type FairState,
} from './fair-tags.js';

interface Waiting {
  readonly tenant: string;
  readonly tag: number;
}

/** A line that is taken from by tag, and within a tag by who came first, as BullMQ does it. */
class Line {
  state: FairState = emptyLine;
  waiting: Waiting[] = [];

  put(tenant: string): void {
    const { tag, state } = putInLine(this.state, tenant);
    this.state = state;
    this.waiting.push({ tenant, tag });
  }

  take(): string | undefined {
    const tag = Math.min(...this.waiting.map((each) => each.tag));
    const index = this.waiting.findIndex((each) => each.tag === tag);
    const [taken] = index === -1 ? [] : this.waiting.splice(index, 1);
    if (taken) this.state = takeFromLine(this.state, taken.tag);
    return taken?.tenant;
  }
}

const tenants = ['a', 'b', 'c', 'd'];
const moves = fc.array(fc.oneof(fc.constantFrom(...tenants), fc.constant(null)), { maxLength: 300 });

describe('the rule of the line', () => {
  it('lets a tenant that comes late take turns with one that has a thousand waiting', () => {
    const line = new Line();
    for (let index = 0; index < 1_000; index += 1) line.put('many');
    for (let index = 0; index < 50; index += 1) line.take();
    for (let index = 0; index < 10; index += 1) line.put('few');
    const taken = Array.from({ length: 21 }, () => line.take());
    expect(taken.filter((tenant) => tenant === 'few')).toHaveLength(10);
  });

  it('keeps the order of each tenant, and passes nobody over for more than a turn of every other one', () => {
    fc.assert(
      fc.property(moves, (played) => {
        const line = new Line();
        for (const move of played) {
          if (move !== null) line.put(move);
          else line.take();
        }
        const [first] = line.waiting;
        if (!first) return;
        const ahead = new Map<string, number>();
        for (let taken = line.take(); taken !== undefined && taken !== first.tenant; taken = line.take()) {
          ahead.set(taken, (ahead.get(taken) ?? 0) + 1);
        }
        for (const count of ahead.values()) expect(count).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('shares what is taken evenly among all who always have something waiting', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...tenants), { minLength: 40, maxLength: 40 }), (order) => {
        const line = new Line();
        for (const tenant of tenants) for (let index = 0; index < 60; index += 1) line.put(tenant);
        for (const tenant of order) line.put(tenant);
        const taken = Array.from({ length: 200 }, () => line.take());
        for (const tenant of tenants) expect(taken.filter((each) => each === tenant)).toHaveLength(50);
      }),
    );
  });

  it('remembers no tenant that is not ahead', () => {
    const line = new Line();
    for (const tenant of tenants) line.put(tenant);
    while (line.take() !== undefined);
    expect(line.state).toEqual({ given: 1, taken: 1, last: new Map() });
  });

  it('goes no higher than BullMQ can', () => {
    const state = { given: highestTag, taken: highestTag, last: new Map() };
    expect(putInLine(state, 'a').tag).toBe(highestTag);
  });

  it.each([100, 3])('begins anew before its end with one start every %i ms, which are taken at once', (pauseMs) => {
    const late = highestTag - 60_000;
    let state: FairState = { given: late, taken: late, last: new Map() };
    while (pauseMs < restBeforeAnew(state) && state.given < highestTag) {
      const next = putInLine(state, 'a');
      state = takeFromLine(next.state, next.tag);
    }
    expect(state.given).toBeLessThan(highestTag);
    expect(restBeforeAnew(emptyLine)).toBe(5_000);
  });

  it('hears nothing of a tag that was given before it began anew', () => {
    const { state } = putInLine(emptyLine, 'a');
    expect(takeFromLine(state, highestTag)).toBe(state);
  });

  it('lets a tenant that withdraws all that it has in line begin where it would without', () => {
    let state = emptyLine;
    for (let index = 0; index < 100; index += 1) state = putInLine(state, 'many').state;
    for (let index = 0; index < 100; index += 1) state = giveBackTurn(state, 'many');
    expect(putInLine(state, 'many').tag).toBe(putInLine(emptyLine, 'many').tag);
  });
});
