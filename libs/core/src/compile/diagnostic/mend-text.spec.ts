import { describe, expect, it } from '@jest/globals';
import type { Field } from '../read/draft.js';
import { mendText, TextMends } from './mend-text.js';

const field: Field = { value: { greeting: 'Dear {{ a.b[c.d] }}, {{ e.f }}' }, pointer: '/nodes/0/prompt', nodeId: 'x' };

/** The mend that puts `to` in place of `from`. */
const mendOf = (from: string, to: string) => {
  const start = 'Dear {{ a.b[c.d] }}, {{ e.f }}'.indexOf(from);
  return mendText(field, '/greeting', { start, end: start + from.length, text: to, title: `Write ${to}` });
};

const fixOf = (title: string, value: string) => ({
  title,
  patch: [{ op: 'replace', path: '/nodes/0/prompt/greeting', value }],
});

describe('the mends of one text', () => {
  it('each hold those before them, wherever they stand in it', () => {
    const mends = new TextMends();
    expect([
      mends.fixOf(mendOf('e.f', 'e.ff')),
      mends.fixOf(mendOf('a.b', 'a')),
      mends.fixOf(mendOf('c.d', 'c')),
    ]).toEqual([
      fixOf('Write e.ff', 'Dear {{ a.b[c.d] }}, {{ e.ff }}'),
      fixOf('Write e.ff; Write a', 'Dear {{ a[c.d] }}, {{ e.ff }}'),
      fixOf('Write e.ff; Write a; Write c', 'Dear {{ a[c] }}, {{ e.ff }}'),
    ]);
  });

  it('leave out one that would change what another changes', () => {
    const mends = new TextMends();
    expect([
      mends.fixOf(mendOf('c.d', 'c')),
      mends.fixOf(mendOf('a.b[c.d]', 'x')),
      mends.fixOf(mendOf('e.f', 'e')),
    ]).toEqual([
      fixOf('Write c', 'Dear {{ a.b[c] }}, {{ e.f }}'),
      undefined,
      fixOf('Write c; Write e', 'Dear {{ a.b[c] }}, {{ e }}'),
    ]);
  });

  it('count the same one once', () => {
    const mends = new TextMends();
    mends.fixOf(mendOf('c.d', 'c'));
    expect(mends.fixOf(mendOf('c.d', 'c'))).toEqual(fixOf('Write c', 'Dear {{ a.b[c] }}, {{ e.f }}'));
  });

  it('know nothing of those of other texts', () => {
    const mends = new TextMends();
    mends.fixOf({ ...mendOf('c.d', 'c'), pointer: '/name' });
    expect(mends.fixOf(mendOf('e.f', 'e'))).toEqual(fixOf('Write e', 'Dear {{ a.b[c.d] }}, {{ e }}'));
  });
});
