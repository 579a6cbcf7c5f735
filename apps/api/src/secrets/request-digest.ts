/** Stands for a request in the record of an idempotency key. A request may hold secrets, so the digest is keyed wherever there can be any:
 *  whoever reads the store cannot try values. Without a key there is none, since a start with secret inputs is refused then. */
import type { SecretCipher } from '@ice/core';
import { createHash } from 'node:crypto';

/** See the head of this file. */
export class RequestDigest {
  /** @param cipher null: no `ICE_SECRET_KEY` is configured. */
  constructor(private readonly cipher: SecretCipher | null) {}

  /** Of a request that is to be kept. */
  of(text: string): string {
    return this.cipher?.digest(text) ?? plainDigest(text);
  }

  /** True when it is of this text. What was made under another `ICE_SECRET_KEY` is of none. */
  matches(digest: string, text: string): boolean {
    return digest === this.of(text) || digest === plainDigest(text);
  }
}

function plainDigest(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
