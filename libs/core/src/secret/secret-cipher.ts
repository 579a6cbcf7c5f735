/** Encrypts secrets for the store: AES-256-GCM, bound to tenant and name, so that a record that is moved, changed or read with another
 *  key is refused and never garbage. Shows neither key nor value, in no error either. */
import { createCipheriv, createDecipheriv, createHmac, randomBytes, type KeyObject } from 'node:crypto';
import type { Tenant } from '../tenant/tenant.js';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** Of the key, in bytes. */
export const secretKeyBytes = 32;

/** A secret as it is kept. */
export interface EncryptedSecret {
  /** Tells the key that it was encrypted with; says nothing about it. */
  readonly key_id: string;
  /** Nonce, ciphertext and tag, in base64. */
  readonly data: string;
}

/** Whose secret it is. A name has blanks in it only behind what it begins with. */
export interface SecretPlace {
  readonly tenant: Tenant;
  readonly name: string;
}

/** A value, or why there is none: it was encrypted with another key, or it is not what was encrypted for this place. */
export type DecryptResult =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly reason: 'other-key' | 'not-authentic' };

/** Encrypts with one key. */
export class SecretCipher {
  /** Of its key. */
  readonly keyId: string;
  readonly #key: KeyObject;

  /** @param key 32 bytes. */
  constructor(key: KeyObject) {
    this.#key = key;
    this.keyId = createHmac('sha256', key).update('ice secret key id').digest('hex').slice(0, 16);
  }

  encrypt(place: SecretPlace, value: string): EncryptedSecret {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, this.#key, nonce, { authTagLength: tagBytes });
    cipher.setAAD(this.#bindingOf(place));
    const text = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
    return { key_id: this.keyId, data: Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('base64') };
  }

  /** The same for the same text and key, and told by nobody without the key: for texts that hold secrets and are only compared. */
  digest(text: string): string {
    const key = createHmac('sha256', this.#key).update('ice secret digest v1').digest();
    return `hmac-sha256:${this.keyId}:${createHmac('sha256', key).update(text).digest('hex')}`;
  }

  decrypt(place: SecretPlace, { key_id, data }: EncryptedSecret): DecryptResult {
    if (key_id !== this.keyId) return { ok: false, reason: 'other-key' };
    const bytes = Buffer.from(data, 'base64');
    if (bytes.length < nonceBytes + tagBytes) return { ok: false, reason: 'not-authentic' };
    try {
      const decipher = createDecipheriv(algorithm, this.#key, bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      });
      decipher.setAAD(this.#bindingOf(place)).setAuthTag(bytes.subarray(-tagBytes));
      const text = Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
      return { ok: true, value: text.toString('utf8') };
    } catch {
      return { ok: false, reason: 'not-authentic' };
    }
  }

  /** Authenticated with the ciphertext: neither part of it can hold the blank between them. */
  #bindingOf({ tenant, name }: SecretPlace): Buffer {
    return Buffer.from(`ice secret v1 ${this.keyId} ${tenant} ${name}`, 'utf8');
  }
}
