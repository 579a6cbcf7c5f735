import { describe, expect, it } from '@jest/globals';
import { idInToolName, isPlainToolName, uniqueToolName } from './blueprint-tool-name.js';

const id = 'bp_01JD2X8Q4N6T9VZK3R5M7P0W1B';
const digits = id.slice(3);

describe('the name of a blueprint as a tool', () => {
  it.each([
    ['seller_assistant', true],
    ['a-b-C-9', true],
    ['x'.repeat(64), true],
    ['x'.repeat(65), false],
    ['with blanks', false],
    ['größe', false],
    ['', false],
    ['execution_status', false],
    [`copy_${digits}`, false],
  ])('%j stands for itself: %s', (name, isPlain) => {
    expect(isPlainToolName(name, new Set(['execution_status']))).toBe(isPlain);
  });

  it.each([
    ['same', `same_${digits}`],
    ['größte Summe: 1', `gr_te_Summe_1_${digits}`],
    ['y'.repeat(200), `${'y'.repeat(37)}_${digits}`],
    ['', `_${digits}`],
  ])('%j is made unique by the id', (name, unique) => {
    expect([uniqueToolName(name, id), unique.length <= 64]).toEqual([unique, true]);
  });

  it('leads back to the id', () => {
    expect(idInToolName(uniqueToolName('whatever it is', id))).toBe(id);
    expect(['seller_assistant', digits, `x_${digits.toLowerCase()}`, `x_${digits}_`].map(idInToolName)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
