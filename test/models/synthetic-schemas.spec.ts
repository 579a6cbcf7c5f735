/** Answers of the model of test mode to two hundred schemas: each fits, is the same in every process, and depends on the prompt. */
import { describe, expect, it } from '@jest/globals';
import { compileSchema, type JsonValue } from '@ice/core';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { requestFor, schemaCases, syntheticText } from '../support/synthetic-case.js';

const prompts = [
  'Write a title (max 80 characters) and a description for: Compact Refrigerator with three doors',
  'Extract what the customer says about the delivery of the vintage lamp.',
  'Fasse zusammen: die Größe der Übertragung, 2 Äpfel',
] as const;
const cases = schemaCases();
const answerRequests = path.join(import.meta.dirname, '..', 'support', 'answer-requests.mjs');

/** Schemas that one value fits, or of which one value is the natural one: the prompt has nothing to say there. */
const withoutRoom = [
  ...['an empty object that stays empty', 'an empty list only', 'one text', 'one object', 'null only', 'false only'],
  ...['an enum that the type narrows', 'an enum that bounds narrow', 'an enum that a pattern narrows'],
  ...['an enum that not narrows', 'two enums in allOf', 'const and enum together', 'exactly one decimal'],
  ...['an enum of objects that a required key narrows', 'a constant in the range of another schema'],
  ...['a pattern whose shortest text is what fits', 'the empty text only', 'one integer only', 'none of a kind'],
  ...['between two integers that are excluded', 'bounds that are no integers', 'tenths in a tight range'],
  ...[
    'steps of a quarter',
    'an integer that is a multiple of one and a half',
    'alternatives of which only one is possible',
    'blanks and breaks',
    'word boundaries',
  ],
];

/** More prompts, so that schemas with few values show that they have several. */
const manyPrompts = [
  ...prompts,
  ...Array.from({ length: 9 }, (_, index) => `Describe ${'abcdefghi'[index]}${index}ium.`),
];

describe('a schema of the list', () => {
  it('is one of two hundred, each with a title of its own', () => {
    expect([cases.length, new Set(cases.map(({ title }) => title)).size]).toEqual([200, 200]);
  });

  it.each(cases.map((each) => [each.title, each] as const))('%s: can be fulfilled, and is', async (_title, each) => {
    const check = compileSchema(each.schema);
    expect(check(each.witness)).toEqual([]);
    for (const prompt of prompts) {
      const value = JSON.parse(await syntheticText(requestFor(each.schema, prompt))) as JsonValue;
      expect({ value, problems: check(value) }).toEqual({ value, problems: [] });
    }
  });

  it('has the same answers in another process', async () => {
    const requests = cases.map(({ schema }) => requestFor(schema, prompts[0]));
    const output = execFileSync(process.execPath, [answerRequests], {
      input: JSON.stringify(requests),
      encoding: 'utf8',
    });
    const texts = JSON.parse(output) as readonly string[];

    expect(texts).toEqual(await Promise.all(requests.map(syntheticText)));
  });

  it('has other answers for other prompts, where it leaves room', async () => {
    const same: string[] = [];
    for (const { title, schema } of cases) {
      const texts = await Promise.all(manyPrompts.map((prompt) => syntheticText(requestFor(schema, prompt))));
      if (new Set(texts).size === 1) same.push(title);
    }
    console.log(`synthetic answers: ${cases.length - same.length} of ${cases.length} depend on the prompt`);

    expect(same.filter((title) => !withoutRoom.includes(title))).toEqual([]);
  });
});
