import { describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import { ConfigError } from './config-error.js';
import { readAppConfig, type Environment } from './read-app-config.js';

const bytes = Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7));

function sentenceOf(environment: Environment): string {
  try {
    readAppConfig(environment);
    return 'It was accepted.';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

describe('secrets of the environment', () => {
  it('are read by name, without the key that keeps others', () => {
    const config = readAppConfig({
      ICE_SECRET_SHOP_TOKEN: ' with blanks around ',
      ICE_SECRET_EMPTY: '',
      ICE_SECRET_KEY: bytes.toString('hex'),
      ICE_SECRETS: 'something else',
    });
    expect([...config.secrets]).toEqual([['SHOP_TOKEN', ' with blanks around ']]);
  });

  it.each([
    ['ICE_SECRET_token', 'long-enough', 'after ICE_SECRET_ come A-Z, 0-9 and _, from a letter on, at most 64.'],
    ['ICE_SECRET_', 'long-enough', 'after ICE_SECRET_ come A-Z, 0-9 and _, from a letter on, at most 64.'],
    ['ICE_SECRET_SHORT', 'seven77', 'its value has fewer than 8 characters, so it cannot be masked.'],
    ['ICE_SECRET_LONG', 'x'.repeat(65_537), 'its value has more than 65536 bytes.'],
    ['ICE_SECRET_MY_PASSWORD', 'PASSWORD', 'its value is a part of its own name.'],
  ])('stop the start where one cannot be used: %s', (name, value, because) => {
    expect(sentenceOf({ [name]: value })).toBe(`${name} is not usable: ${because}`);
  });
});

describe('the key for secrets', () => {
  it.each(['hex', 'base64', 'base64url'] as const)('is read in %s', (encoding) => {
    const { secretKey } = readAppConfig({ ICE_SECRET_KEY: bytes.toString(encoding) });
    expect(secretKey?.export()).toEqual(bytes);
  });

  it('is none where none is set', () => {
    expect(readAppConfig({}).secretKey).toBeNull();
  });

  it.each([
    'short',
    bytes.subarray(1).toString('hex'),
    bytes.subarray(1).toString('base64'),
    `${'z'.repeat(63)}!`,
    'a'.repeat(65),
  ])('of another form stops the start, and is not repeated: %s', (text) => {
    const sentence = sentenceOf({ ICE_SECRET_KEY: text });
    expect(sentence).toBe(
      'ICE_SECRET_KEY is not usable: allowed: 32 random bytes in base64 or hex, such as "openssl rand -base64 32" prints.',
    );
  });

  it('is not shown by printing the configuration', () => {
    const config = readAppConfig({ ICE_SECRET_KEY: bytes.toString('hex') });
    const shown = inspect(config, { depth: 9, showHidden: true }) + JSON.stringify(config.secretKey);
    expect([bytes.toString('hex'), bytes.toString('base64')].filter((text) => shown.includes(text))).toEqual([]);
  });
});
