import { describe, expect, it } from '@jest/globals';
import { parseUsd } from '../cost/money.js';
import type { EventDraft } from './execution-event.js';
import { OwnSpending } from './own-spending.js';

const usageOf = (cost_usd: string) => ({ input_tokens: 1, output_tokens: 1, cost_usd });
const failure = { code: 'broken', message: 'It broke.', retryable: true };
const started = (path: string, kind: string): EventDraft => ({ type: 'node.started', path, data: { kind } });
const completed = (path: string, cost: string): EventDraft => {
  return { type: 'node.completed', path, data: { output: 1, duration_ms: 1, usage: usageOf(cost) } };
};
const spentBy = (...events: readonly EventDraft[]): number => new OwnSpending(events).total;

describe('what an execution has spent itself', () => {
  it('is the cost of its attempts, failed, late and tried again', () => {
    const retried = { failure, delay_ms: 0, next_attempt: 2, usage: usageOf('0.02') };
    const total = spentBy(
      started('a', 'llm'),
      { type: 'node.retrying', path: 'a', data: retried },
      { type: 'node.handling', path: 'a', data: { failure, usage: usageOf('0.1') } },
      completed('a', '0.003'),
      { type: 'attempt.late', path: 'a', data: { ok: true, usage: usageOf('1') } },
      { type: 'node.failed', path: 'b', data: { failure, duration_ms: 1, usage: usageOf('10') } },
    );
    expect(total).toBe(parseUsd('11.123'));
  });

  it('has the turns of its agents, and not what they had children do', () => {
    const turn = { turn: 0, model: 'm', finish_reason: 'stop' as const, usage: usageOf('0.2') };
    const returned = { turn: 0, call: 0, tool: 't', ok: true, output: '', duration_ms: 1, usage: usageOf('5') };
    const total = spentBy(
      started('a', 'agent'),
      { type: 'model.answered', path: 'a', data: turn },
      { type: 'tool.returned', path: 'a', data: returned },
    );
    expect(total).toBe(parseUsd('0.2'));
  });

  it('has not what a child has cost, however its node run ended', () => {
    const retried = { failure, delay_ms: 0, next_attempt: 2, usage: usageOf('5') };
    const total = spentBy(
      started('each[0].run', 'workflow'),
      { type: 'node.retrying', path: 'each[0].run', data: retried },
      { type: 'attempt.late', path: 'each[0].run', data: { ok: false, usage: usageOf('5') } },
      started('each[1].run', 'llm'),
      completed('each[0].run', '5'),
      completed('each[1].run', '0.5'),
    );
    expect(total).toBe(parseUsd('0.5'));
  });

  it('grows event by event', () => {
    const spending = new OwnSpending();
    spending.add(started('a', 'llm'));
    expect(spending.total).toBe(0);
    spending.add(completed('a', '0.000000001'));
    expect(spending.total).toBe(1);
  });
});
