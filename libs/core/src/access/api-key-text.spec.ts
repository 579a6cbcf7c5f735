import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hashApiKeyText, isApiKeyText, mintApiKeyText } from './api-key-text.js';

const sample = mintApiKeyText(() => Uint8Array.from({ length: 32 }, (_, index) => index));

describe('the text of an API key', () => {
  it('is a prefix, 32 characters and a checksum', () => {
    expect(sample).toMatch(/^ice_sk_0123456789ABCDEFGHIJKLMNOPQRSTUV[0-9A-Za-z]{6}$/);
    expect(isApiKeyText(sample)).toBe(true);
  });

  it('is another one each time', () => {
    const keys = Array.from({ length: 1_000 }, () => mintApiKeyText());
    expect(new Set(keys).size).toBe(1_000);
    expect(keys.filter((key) => !isApiKeyText(key))).toEqual([]);
  });

  it('takes no byte that would make some characters likelier', () => {
    const batches = [new Uint8Array(32).fill(255), new Uint8Array(32).fill(248), new Uint8Array(32).fill(247)];
    expect(mintApiKeyText(() => batches.shift() ?? new Uint8Array(32))).toMatch(/^ice_sk_z{32}/);
  });

  it('tells every single wrong character', () => {
    fc.assert(
      fc.property(fc.nat(sample.length - 1), fc.constantFrom(...'09AZaz_-.'), (place, character) => {
        fc.pre(sample[place] !== character);
        return !isApiKeyText(sample.slice(0, place) + character + sample.slice(place + 1));
      }),
    );
  });

  it.each([
    '',
    'ice_sk_',
    sample.slice(0, -1),
    `${sample}x`,
    ` ${sample}`,
    `${sample}\n`,
    sample.slice(7),
    'undefined',
  ])('is not %j', (text) => {
    expect(isApiKeyText(text)).toBe(false);
  });

  it('is kept as its SHA-256', () => {
    expect(hashApiKeyText('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
