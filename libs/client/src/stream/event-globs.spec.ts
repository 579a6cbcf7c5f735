/** Globs mean here what they mean on the server. */
import { describe, expect, it } from '@jest/globals';
import type { ExecutionEvent } from '@ice/core';
import fc from 'fast-check';
import { globTest } from './event-globs.js';
import type { StreamItem } from './stream-item.js';

const event = (type: string, path?: string): StreamItem =>
  ({ sequence: 1, type, at: '', execution_id: 'ex', data: {}, ...(path !== undefined && { path }) }) as ExecutionEvent;

describe('globs on events', () => {
  it('let everything through where there are none', () => {
    expect(globTest({})(event('execution.queued'))).toBe(true);
  });

  it.each([
    [{ types: ['node.*'] }, 'node.failed', 'a', true],
    [{ types: ['node.*'] }, 'execution.failed', undefined, false],
    [{ types: ['execution.failed', '*.completed'] }, 'node.completed', 'a', true],
    [{ nodes: ['rows[*].copy'] }, 'node.started', 'rows[12].copy', true],
    [{ nodes: ['rows[*].copy'] }, 'node.started', 'rows[12].post', false],
    [{ nodes: ['*'] }, 'execution.started', undefined, false],
    [{ nodes: ['a'], types: ['node.failed'] }, 'node.started', 'a', false],
  ] as const)('%j on %s of %s: %s', (globs, type, path, isWanted) => {
    expect(globTest(globs)(event(type, path))).toBe(isWanted);
  });

  it('leave pieces of text alone: the server has judged them by their path', () => {
    const delta = { type: 'delta', path: 'a', attempt: 1, n: 0, text: 'x' } as const;
    expect(globTest({ types: ['execution.*'] })(delta)).toBe(true);
  });

  it('match as the regular expression that says the same', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    fc.assert(
      fc.property(letters, fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 }), (glob, path) => {
        const same = new RegExp(`^${glob.replaceAll('*', '.*')}$`);
        expect(globTest({ nodes: [glob] })(event('node.started', path))).toBe(same.test(path));
      }),
      { numRuns: 500 },
    );
  });
});
