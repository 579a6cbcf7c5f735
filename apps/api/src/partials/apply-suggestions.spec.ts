import { describe, expect, it } from '@jest/globals';
import type { JsonObject, Suggestion } from '@ice/core';
import type { ProblemException } from '../http/problem/problem-exception.js';
import { applySuggestions } from './apply-suggestions.js';

const document: JsonObject = { name: 'sample', nodes: [{ id: 'a' }, { id: 'b' }], outputs: { '0': 'x' } };

const suggestion = (id: string, ...patch: Suggestion['patch']): Suggestion => ({
  id,
  type: 'fix',
  reason: id,
  confidence: 0.5,
  patch,
});
const suggestions = [
  suggestion('title', { op: 'add', path: '/title', value: 'T' }),
  suggestion('append', { op: 'add', path: '/nodes/-', value: { id: 'c' } }),
  suggestion('rename', { op: 'replace', path: '/nodes/1/id', value: 'z' }),
  suggestion('cut', { op: 'remove', path: '/nodes/0' }),
  suggestion('insert', { op: 'add', path: '/nodes/0', value: { id: 'first' } }),
  suggestion('key', { op: 'remove', path: '/outputs/0' }),
  suggestion('gone', { op: 'remove', path: '/outputs' }),
];

function outcomeOf(ids: readonly string[] | null, offered = suggestions): unknown {
  try {
    return applySuggestions(document, offered, ids);
  } catch (error) {
    const { code, message, parts } = error as ProblemException;
    return [code, message, ...(parts.errors ?? []).map(({ pointer }) => pointer)];
  }
}

describe('suggestions', () => {
  it('are applied by their ids; without any the first is meant', () => {
    expect(outcomeOf(null)).toEqual({ ...document, title: 'T' });
    expect(outcomeOf(['append', 'title'])).toEqual({
      ...document,
      title: 'T',
      nodes: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
    });
  });

  it('never meet a list whose items another one has moved', () => {
    const nodes = [{ id: 'z' }, { id: 'c' }];
    expect(outcomeOf(['cut', 'rename', 'append'])).toEqual({ ...document, nodes });
    expect(outcomeOf(['append', 'rename', 'cut'])).toEqual({ ...document, nodes });
    expect(outcomeOf(['cut', 'insert'])).toEqual(['validation-failed', 'These suggestions do not go together.']);
    expect(outcomeOf(['cut', 'key'])).toEqual({ ...document, nodes: [{ id: 'b' }], outputs: {} });
  });

  it('are refused where one takes away what another one changes', () => {
    expect(outcomeOf(['gone', 'key'])).toEqual(['validation-failed', 'These suggestions do not go together.']);
  });

  it('are refused by an id that is none of theirs, and where there are none', () => {
    expect(outcomeOf(['title', 'nope', '__proto__'])).toEqual([
      'validation-failed',
      '"nope" is none of the suggestions for this version (and 1 more).',
      '/apply/1',
      '/apply/2',
    ]);
    expect(outcomeOf(null, [])).toEqual(['validation-failed', 'There is nothing to suggest.']);
  });
});
