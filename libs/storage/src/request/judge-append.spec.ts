import { describe, expect, it } from '@jest/globals';
import { judgeAppend } from './judge-append.js';

const request = {
  stream: 's',
  expectedSequence: 4,
  fence: 2,
  entries: [],
  record: { collection: 'c', key: 'k', value: {} },
};

describe('judgeAppend', () => {
  it('lets an append through that knows the last entry and is of the present owner or a later one', () => {
    expect(judgeAppend({ sequence: 4, fence: 2 }, request)).toBeNull();
    expect(judgeAppend({ sequence: 4, fence: 1 }, request)).toBeNull();
  });

  it('refuses a wrong sequence on either side', () => {
    expect(judgeAppend({ sequence: 3, fence: 2 }, request)).toEqual({ ok: false, reason: 'sequence', sequence: 3 });
    expect(judgeAppend({ sequence: 5, fence: 2 }, request)).toEqual({ ok: false, reason: 'sequence', sequence: 5 });
  });

  it('names the fence first when both are wrong', () => {
    expect(judgeAppend({ sequence: 5, fence: 3 }, request)).toEqual({ ok: false, reason: 'fence', sequence: 5 });
  });
});
