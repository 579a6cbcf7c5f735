import { describe, expect, it } from '@jest/globals';
import { SecretCipher } from '@ice/core';
import { createHash, createSecretKey } from 'node:crypto';
import { RequestDigest } from './request-digest.js';

const cipherOf = (byte: number): SecretCipher => new SecretCipher(createSecretKey(Buffer.alloc(32, byte)));
const text = '{"inputs":{"key":"sesame-1234"}}';
const plain = `sha256:${createHash('sha256').update(text).digest('hex')}`;

describe('the digest of a request', () => {
  it('is another one under every key, and the same under the same', () => {
    const [one, other] = [new RequestDigest(cipherOf(1)), new RequestDigest(cipherOf(2))];
    expect(one.of(text)).toMatch(/^hmac-sha256:[0-9a-f]{16}:[0-9a-f]{64}$/);
    expect([one.of(text) === new RequestDigest(cipherOf(1)).of(text), one.of(text) === other.of(text)]).toEqual([
      true,
      false,
    ]);
    expect(one.of(text)).not.toContain(plain.slice('sha256:'.length));
  });

  it('matches its own text alone', () => {
    const digest = new RequestDigest(cipherOf(1));
    const made = digest.of(text);
    expect([digest.matches(made, text), digest.matches(made, `${text} `)]).toEqual([true, false]);
    expect(new RequestDigest(cipherOf(2)).matches(made, text)).toBe(false);
  });

  it('that was made before there was a key matches afterwards too', () => {
    expect(new RequestDigest(null).of(text)).toBe(plain);
    expect([new RequestDigest(cipherOf(1)).matches(plain, text), new RequestDigest(null).matches(plain, text)]).toEqual(
      [true, true],
    );
  });
});
