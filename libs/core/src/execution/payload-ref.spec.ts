import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { payloadRefOf } from './payload-ref.js';

const sha256 = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

describe('what stands for a payload', () => {
  it('is its hash, its size and how it begins', () => {
    const text = JSON.stringify('é'.repeat(300));
    expect(payloadRefOf(text, 602)).toEqual({ hash: sha256(text), bytes: 602, preview: text.slice(0, 200) });
  });

  it('shows a short text whole', () => {
    expect(payloadRefOf('"short"', 7).preview).toBe('"short"');
  });

  it.each([
    [198, '😀', 200],
    [199, '😀', 199],
    [200, '😀', 200],
  ])('cuts between characters: after %d others, %s makes a preview of %d', (before, character, length) => {
    const { preview } = payloadRefOf('x'.repeat(before) + character.repeat(9), 1_000);
    expect([preview.length, /\p{Surrogate}/u.test(preview)]).toEqual([length, false]);
  });
});
