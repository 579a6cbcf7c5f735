import { describe, expect, it } from '@jest/globals';
import type { ExecutionEvent } from '@ice/core';
import fc from 'fast-check';
import { EventFilter } from './event-filter.js';

const matches = (glob: string, text: string): boolean => new EventFilter({ nodes: [glob] }).wantsPath(text);

describe('a glob', () => {
  it.each([
    ['copy', 'copy', true],
    ['copy', 'copy2', false],
    ['*', '', true],
    ['*', 'listings[3].copy', true],
    ['listings[*].copy', 'listings[3].copy', true],
    ['listings[*].copy', 'listings[3].copy.x', false],
    ['listings*', 'listings[3].copy', true],
    ['*copy', 'listings[3].copy', true],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['a*b*c', 'a-c-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['**', 'x', true],
    ['a**b', 'ab', true],
    ['*b*', 'abc', true],
    ['[3]', 'listings[3]', false],
    ['.', 'x', false],
  ])('%j on %j: %j', (glob, text, expected) => {
    expect(matches(glob, text)).toBe(expected);
  });

  it('agrees with the regular expression that it stands for', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', '*'), { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(letters, letters, (glob, text) => {
        const pattern = new RegExp(`^${glob.replaceAll('*', '[^]*')}$`);
        expect(matches(glob, text.replaceAll('*', 'c'))).toBe(pattern.test(text.replaceAll('*', 'c')));
      }),
      { numRuns: 2_000 },
    );
  });

  it('stays linear where a regular expression would not end', () => {
    expect(matches('*a'.repeat(90) + 'b', 'a'.repeat(50_000))).toBe(false);
  });
});

describe('a filter', () => {
  const event = (type: string, path?: string) => ({ type, path }) as unknown as ExecutionEvent;
  const judged = (filter: EventFilter) =>
    [event('execution.started'), event('node.started', 'copy'), event('node.completed', 'rows')].map((each) =>
      filter.wants(each),
    );

  it('wants everything unless told otherwise', () => {
    expect(judged(new EventFilter())).toEqual([true, true, true]);
    expect(judged(new EventFilter({ nodes: null, types: null }))).toEqual([true, true, true]);
  });

  it('on nodes leaves out what has no node', () => {
    expect(judged(new EventFilter({ nodes: ['*'] }))).toEqual([false, true, true]);
  });

  it('takes any of several globs, and both of nodes and types', () => {
    expect(judged(new EventFilter({ nodes: ['copy', 'rows'], types: ['node.c*', 'execution.*'] }))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('changes what is given and keeps the rest', () => {
    const filter = new EventFilter({ nodes: ['copy'], types: ['node.*'] });
    expect(filter.with({}).globs).toEqual({ nodes: ['copy'], types: ['node.*'] });
    expect(filter.with({ nodes: null }).globs).toEqual({ nodes: null, types: ['node.*'] });
    expect(filter.with({ types: ['log'] }).globs).toEqual({ nodes: ['copy'], types: ['log'] });
  });
});
