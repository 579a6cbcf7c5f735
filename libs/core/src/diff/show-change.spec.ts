import { describe, expect, it } from '@jest/globals';
import { showChange } from './show-change.js';

const long = 'x'.repeat(300);

describe('a change', () => {
  it.each([
    [1, null, { before: 1, after: null }],
    [undefined, { a: [1] }, { after: { a: [1] } }],
    ['x'.repeat(200), undefined, { before: 'x'.repeat(200) }],
  ])('from %j to %j is shown as it is', (before, after, shown) => {
    expect(showChange(before, after)).toEqual(shown);
  });

  it('of long texts shows where they part', () => {
    expect(showChange(`${long}A${long}`, `${long}B`)).toEqual({
      before: `…${'x'.repeat(40)}A${'x'.repeat(159)}…`,
      after: `…${'x'.repeat(199)}B`,
      cut: true,
    });
  });

  it('of a long value that is no text shows a piece of its JSON, and the short one whole', () => {
    expect(showChange([long], { a: 1 })).toEqual({ before: `["${'x'.repeat(198)}…`, after: { a: 1 }, cut: true });
  });

  it('that only one side has is shown from its beginning', () => {
    expect(showChange(undefined, long)).toEqual({ after: `${'x'.repeat(200)}…`, cut: true });
  });

  it('never leaves half of a character', () => {
    expect(showChange(undefined, `${'x'.repeat(199)}😀${long}`)).toEqual({ after: `${'x'.repeat(199)}…`, cut: true });
  });
});
