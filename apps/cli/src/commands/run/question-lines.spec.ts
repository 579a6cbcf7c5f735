import { describe, expect, it } from '@jest/globals';
import type { ExecutionEvent, OpenSignal } from '@ice/core';
import { questionLines } from './question-lines.js';

function waiting(signal: Partial<OpenSignal>): ExecutionEvent {
  const data = { signal: { signal_id: 'sg_1', kind: 'human', path: 'approve', expires_at: null, ...signal } };
  return { sequence: 1, type: 'node.waiting', at: '', execution_id: 'ex_1', path: 'approve', data } as ExecutionEvent;
}

describe('a question', () => {
  it('stands with its choices and the command that answers', () => {
    expect(questionLines(waiting({ prompt: 'Publish?', choices: ['yes', 'no'] }), ' --data-dir /x')).toEqual([
      '? approve waits for: Publish? (yes | no)',
      '  ice exec answer ex_1 sg_1 yes --data-dir /x',
    ]);
  });

  it('that is a yes or no says how to answer it', () => {
    const asked = waiting({ prompt: 'Publish?', answer_schema: { enum: ['approve', 'reject'] } });
    expect(questionLines(asked, '')).toEqual([
      '? approve waits for: Publish? (approve | reject)',
      '  ice exec answer ex_1 sg_1 approve',
    ]);
  });

  it('cannot smuggle a command or an escape into the line that is copied', () => {
    const [first, second] = questionLines(waiting({ prompt: '\x1b[2J', choices: ["'; rm -rf ~ #"] }), '');
    expect(first).not.toContain('\x1b');
    expect(second).toBe(String.raw`  ice exec answer ex_1 sg_1 ''\''; rm -rf ~ #'`);
  });

  it('is none where nobody can answer', () => {
    expect(questionLines(waiting({ kind: 'timer' }), '')).toEqual([]);
  });
});
