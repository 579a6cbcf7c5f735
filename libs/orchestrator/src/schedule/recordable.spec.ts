import { describe, expect, it } from '@jest/globals';
import { recordable } from './recordable.js';

describe('what of an input is recorded', () => {
  it('is all of a small one, as a copy of its own', () => {
    const input = { list: [1] };
    const recorded = recordable(input);
    input.list.push(2);
    expect(recorded).toEqual({ input: { list: [1] } });
    expect(Object.isFrozen(recorded.input)).toBe(true);
  });

  it('is also null, which is an input', () => {
    expect(recordable(null)).toEqual({ input: null });
  });

  it('is nothing of one above 64 KiB', () => {
    const text = (length: number): string => 'x'.repeat(length);
    expect(recordable(text(64 * 1_024 - 2))).toEqual({ input: text(64 * 1_024 - 2) });
    expect(recordable(text(64 * 1_024 - 1))).toEqual({});
  });
});
