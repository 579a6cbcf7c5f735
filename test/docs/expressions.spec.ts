/** The reference of the expression language says of every function what the table of functions says, and every limit as it is. */
import { describe, expect, it } from '@jest/globals';
import { expressionFailureCodes, expressionFunctions, expressionLimits, type FunctionGroup } from '@ice/core';
import { codeWords, MarkdownPage, plainText } from './markdown-page.js';

const page = new MarkdownPage('docs/reference/expressions.md');

const headings: Readonly<Record<FunctionGroup, string>> = {
  absence: 'Absence',
  string: 'Text',
  list: 'Lists',
  object: 'Objects',
  convert: 'Conversion and numbers',
};

describe('docs/reference/expressions.md', () => {
  it.each(Object.entries(headings))('lists the functions of the group %s as they are', (group, heading) => {
    const functions = [...expressionFunctions.values()].filter((entry) => entry.group === group);
    const rows = page.rows(heading).map((row) => Object.values(row).map(plainText));
    expect(rows).toEqual(
      functions.map(({ signature, documentation, example }) => [
        signature,
        documentation,
        example.expression,
        JSON.stringify(example.value),
      ]),
    );
  });

  it('has a heading for every group', () => {
    const groups = new Set([...expressionFunctions.values()].map(({ group }) => group));
    expect([...groups].sort()).toEqual(Object.keys(headings).sort());
  });

  it('names every failure and no other', () => {
    const text = page.prose.join('\n').split('## Failures')[1]?.split('## Limits')[0] ?? '';
    const words = codeWords(text).filter((word) => /^[a-z]+(-[a-z]+)+$/.test(word) && word !== 'expression-failed');
    expect(words).toEqual([...expressionFailureCodes]);
  });

  it('gives every limit in the order of the code', () => {
    const numbers = page
      .rows('Limits')
      .map((row) => Number(/^[\d,]+/.exec(row['at most'] ?? '')?.[0].replaceAll(',', '')));
    expect(numbers).toEqual(Object.values(expressionLimits));
  });
});
