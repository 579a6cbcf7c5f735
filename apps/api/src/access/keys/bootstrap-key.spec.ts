import { describe, expect, it } from '@jest/globals';
import { hashApiKeyText, mintApiKeyText, tenantOf } from '@ice/core';
import { readAppConfig } from '../../config/read-app-config.js';
import { bootstrapKeyId, readBootstrapKeys } from './bootstrap-key.js';

const one = mintApiKeyText();
const other = mintApiKeyText();
const all = ['read', 'author', 'run', 'admin'];

const read = (text: string) => {
  const reading = readBootstrapKeys(text);
  if (!reading.ok) throw new Error(reading.because);
  return reading.value;
};

describe('ICE_API_KEYS', () => {
  it('gives a key everything for the default organisation, unless it says less', () => {
    expect(read(`${one}, ${other}:read+run@acme,`)).toEqual([
      { hash: hashApiKeyText(one), scopes: all, organisation: 'default' },
      { hash: hashApiKeyText(other), scopes: ['read', 'run'], organisation: 'acme' },
    ]);
    expect(read(`${one}@acme`)).toEqual([{ hash: hashApiKeyText(one), scopes: all, organisation: 'acme' }]);
    expect(read('')).toEqual([]);
  });

  it.each([
    ['ice_sk_short', 'entry 1 of 1'],
    [`${one},${other}x`, 'entry 2 of 2'],
    [`${one}:root`, 'entry 1 of 1'],
    [`${one}:`, 'entry 1 of 1'],
    [`${one}@Not A Name`, 'entry 1 of 1'],
    [`${one}@acme:read`, 'entry 1 of 1'],
    [`${one},${one}:read`, 'twice'],
  ])('stops the start where it is wrong, and shows nothing of it', (text, sentence) => {
    const start = (): unknown => readAppConfig({ ICE_API_KEYS: text });
    expect(start).toThrow(sentence);
    expect(start).not.toThrow(/ice_sk_[0-9A-Za-z]/);
  });

  it('gives each key an id of its tenant that stays the same, and tells nothing', () => {
    const [first, second] = read(`${one},${other}`);
    if (!first || !second) throw new Error('There are two.');
    const id = bootstrapKeyId(first, '0000A');
    expect([id, tenantOf(id)]).toEqual([bootstrapKeyId(first, '0000A'), '0000A']);
    expect(id).toMatch(/^key_00000000000000A[0-9A-Z]{11}$/);
    expect(bootstrapKeyId(second, '0000A')).not.toBe(id);
  });
});
