import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createSecretKey, randomBytes } from 'node:crypto';
import { SecretCipher } from './secret-cipher.js';

const cipher = new SecretCipher(createSecretKey(Buffer.alloc(32, 7)));
const place = { tenant: '00000', name: 'TOKEN' };

describe('an encrypted secret', () => {
  it('is read with its key at its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        expect(cipher.decrypt(place, cipher.encrypt(place, value))).toEqual({ ok: true, value });
      }),
    );
  });

  it('is another one each time, and shows nothing', () => {
    const [one, other] = [cipher.encrypt(place, 'sesame-open'), cipher.encrypt(place, 'sesame-open')];
    expect(one.data).not.toBe(other.data);
    expect(Buffer.from(one.data, 'base64').toString('latin1')).not.toContain('sesame');
  });

  it('is refused under another key, by the id of the key', () => {
    const stranger = new SecretCipher(createSecretKey(randomBytes(32)));
    expect(stranger.decrypt(place, cipher.encrypt(place, 'sesame-open'))).toEqual({ ok: false, reason: 'other-key' });
  });

  it('is refused under another key that claims to be the same', () => {
    const stranger = new SecretCipher(createSecretKey(randomBytes(32)));
    const forged = { ...cipher.encrypt(place, 'sesame-open'), key_id: stranger.keyId };
    expect(stranger.decrypt(place, forged)).toEqual({ ok: false, reason: 'not-authentic' });
  });

  it.each([
    ['under another name', { ...place, name: 'OTHER' }],
    ['in another tenant', { ...place, tenant: '00001' }],
  ])('is refused %s', (_where, other) => {
    expect(cipher.decrypt(other, cipher.encrypt(place, 'sesame-open'))).toEqual({ ok: false, reason: 'not-authentic' });
  });

  it('is refused with any bit of it changed', () => {
    const { key_id, data } = cipher.encrypt(place, 'sesame-open');
    const whole = Buffer.from(data, 'base64');
    const opened = [...whole.keys()].filter((index) => {
      const changed = Buffer.from(whole);
      changed[index] = (changed[index] ?? 0) ^ 1;
      return cipher.decrypt(place, { key_id, data: changed.toString('base64') }).ok;
    });
    expect(opened).toEqual([]);
  });

  it.each(['', 'AAAA', '!!'])('is refused cut down to %j', (data) => {
    expect(cipher.decrypt(place, { key_id: cipher.keyId, data })).toEqual({ ok: false, reason: 'not-authentic' });
  });

  it('does not show its key when it is printed', () => {
    expect(JSON.stringify(cipher)).toBe(JSON.stringify({ keyId: cipher.keyId }));
  });
});
