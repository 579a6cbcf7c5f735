import { describe, expect, it } from '@jest/globals';
import { CircuitBreaker, type CircuitTicket } from './circuit-breaker.js';

const t = 1_000_000;

function admitted(circuit: CircuitBreaker, nowMs: number): CircuitTicket {
  const ticket = circuit.admit(nowMs);
  if (!ticket) throw new Error('The call was not admitted.');
  return ticket;
}

function fail(circuit: CircuitBreaker, nowMs: number, times = 1): void {
  for (let count = 0; count < times; count += 1) circuit.failed(admitted(circuit, nowMs), nowMs);
}

/** Opened at `t`, for 10 s. */
function opened(): CircuitBreaker {
  const circuit = new CircuitBreaker();
  fail(circuit, t, 5);
  return circuit;
}

describe('a closed circuit', () => {
  it('admits any number of calls at a time', () => {
    const circuit = new CircuitBreaker();
    const tickets = [circuit.admit(t), circuit.admit(t), circuit.admit(t)];
    expect(tickets).toEqual(Array(3).fill({ era: 0, isProbe: false }));
  });

  it('opens with the fifth failure in a row', () => {
    const circuit = new CircuitBreaker();
    fail(circuit, t, 4);
    expect([circuit.state(t), circuit.leftMs(t)]).toEqual(['closed', 0]);
    fail(circuit, t);
    expect([circuit.state(t), circuit.leftMs(t), circuit.admit(t)]).toEqual(['open', 10_000, null]);
  });

  it('forgets failures with a success, and not with a call that says nothing', () => {
    const circuit = new CircuitBreaker();
    fail(circuit, t, 4);
    circuit.succeeded(admitted(circuit, t));
    fail(circuit, t, 4);
    circuit.dropped(admitted(circuit, t));
    expect(circuit.state(t)).toBe('closed');
    fail(circuit, t);
    expect(circuit.state(t)).toBe('open');
  });
});

describe('an open circuit', () => {
  it('admits nothing until its time is over, and then one call', () => {
    const circuit = opened();
    expect([circuit.admit(t + 9_999), circuit.leftMs(t + 9_999)]).toEqual([null, 1]);
    expect([circuit.state(t + 10_000), circuit.leftMs(t + 10_000)]).toEqual(['half-open', 0]);
    expect([circuit.admit(t + 10_000), circuit.admit(t + 10_000)]).toEqual([{ era: 1, isProbe: true }, null]);
  });

  it('closes with the success of its probe, and needs five failures again to open', () => {
    const circuit = opened();
    circuit.succeeded(admitted(circuit, t + 10_000));
    expect(circuit.state(t + 10_000)).toBe('closed');
    fail(circuit, t + 10_000, 4);
    expect(circuit.state(t + 10_000)).toBe('closed');
    fail(circuit, t + 10_000);
    expect(circuit.leftMs(t + 10_000)).toBe(10_000);
  });

  it('stays open for twice as long with every probe that fails, for a minute at most', () => {
    const circuit = opened();
    const lefts: number[] = [];
    for (let nowMs = t + 10_000; lefts.length < 5; nowMs += circuit.leftMs(nowMs)) {
      fail(circuit, nowMs);
      lefts.push(circuit.leftMs(nowMs));
    }
    expect(lefts).toEqual([20_000, 40_000, 60_000, 60_000, 60_000]);
  });

  it('gives the place of a probe that says nothing to the next call', () => {
    const circuit = opened();
    circuit.dropped(admitted(circuit, t + 10_000));
    expect([circuit.state(t + 10_000), circuit.admit(t + 10_000)]).toEqual(['half-open', { era: 1, isProbe: true }]);
  });

  it('listens to no call from before it opened, neither now nor when it is closed again', () => {
    const circuit = new CircuitBreaker();
    const early = Array.from({ length: 9 }, () => admitted(circuit, t));
    fail(circuit, t, 5);
    circuit.succeeded(early[0] as CircuitTicket);
    expect(circuit.state(t)).toBe('open');
    const probe = admitted(circuit, t + 10_000);
    circuit.dropped(early[1] as CircuitTicket);
    expect(circuit.admit(t + 10_000)).toBeNull();
    circuit.succeeded(probe);
    for (const ticket of early.slice(2)) circuit.failed(ticket, t + 10_000);
    expect(circuit.state(t + 10_000)).toBe('closed');
  });
});
