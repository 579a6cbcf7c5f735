import { describe, expect, it } from '@jest/globals';
import { emptyState } from '../event/apply-event.js';
import type { ExecutionEvent } from '../event/execution-event.js';
import { foldHead } from '../event/fold-head.js';
import { journalFaults } from './journal-faults.js';

/** `type path` of each event, with the sequences 1, 2, …; one a second. */
function journal(...lines: readonly string[]): ExecutionEvent[] {
  return lines.map((line, index) => {
    const [type, path] = line.split(' ') as [string, string?];
    const at = `2026-01-01T00:00:${String(index).padStart(2, '0')}.000Z`;
    const place = path === undefined ? {} : { path, node_id: path, attempt: 1 };
    return { sequence: index + 1, at, type, execution_id: 'ex_1', ...place, data: dataOf(type) } as ExecutionEvent;
  });
}

function dataOf(type: string): object {
  if (type === 'execution.queued') return { name: 'n', revision: 'r', inputs: {} };
  return type === 'execution.resumed' ? { worker: 'wk_2', fence: 2, crashes: 0 } : { output: 1, duration_ms: 1 };
}

function faultsOf(events: readonly ExecutionEvent[], head = foldHead(emptyState('ex_1').head, events)) {
  return journalFaults(head, events).map(({ promise, message }) => `${promise} ${message}`);
}

const whole = [
  'execution.queued',
  'execution.started',
  'node.started each',
  'node.started each[0].say',
  'node.completed each[0].say',
  'execution.resumed',
  'node.retrying each',
  'node.started each',
  'node.started each[0].say',
  'node.completed each[0].say',
  'node.completed each',
  'execution.completed',
];

describe('the faults of a journal', () => {
  it('are none where everything was kept, at whatever moment it is read', () => {
    for (let length = 1; length <= whole.length; length += 1) {
      expect(faultsOf(journal(...whole.slice(0, length)))).toEqual([]);
    }
  });

  it('are gaps, repeats and times that go back', () => {
    const events = journal(...whole);
    expect(faultsOf([...events.slice(0, 3), ...events.slice(4)])).toContain('P5 entry 4 has the sequence 5');
    const back = events.map((event) => (event.sequence === 3 ? { ...event, at: '2025-01-01T00:00:00.000Z' } : event));
    expect(faultsOf(back)).toEqual(['P5 the time goes back at 3']);
  });

  it('are a lost and a second acceptance', () => {
    expect(faultsOf(journal('execution.started'))).toEqual(['P1 it does not begin with its acceptance']);
    const twice = journal('execution.queued', 'execution.queued');
    expect(faultsOf(twice)).toEqual(['P1 it was accepted a second time at 2']);
  });

  it('are results that were recorded twice, and runs that begin after their end', () => {
    const begun = ['execution.queued', 'node.started a', 'node.completed a'];
    for (const again of ['node.completed a', 'node.started a', 'node.skipped a']) {
      expect(faultsOf(journal(...begun, again))).toEqual(['P2 a node run goes on after its end at 4']);
    }
  });

  it('are ends that are none, and entries after the end', () => {
    const begun = ['execution.queued', 'execution.completed'];
    expect(faultsOf(journal(...begun, 'log'))).toEqual(['P8 entries follow its end at 2']);
    expect(faultsOf(journal(...begun, 'execution.failed'))).toContain('P8 it ends a second time at 3');
    const open = journal('execution.queued');
    const head = { ...foldHead(emptyState('ex_1').head, open), status: 'completed' as const };
    expect(faultsOf(open, head)).toEqual([
      'P4 it is said to be completed and has no end',
      'P5 the head is not the fold of the journal',
    ]);
  });

  it('are fences that do not rise', () => {
    const taken = journal('execution.queued', 'execution.resumed', 'execution.resumed');
    expect(faultsOf(taken)).toEqual(['P4 the fence does not rise at 3']);
  });
});
