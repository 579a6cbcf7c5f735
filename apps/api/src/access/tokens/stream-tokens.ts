/** Short-lived tokens that may only watch, for browsers, which cannot hide a key. A token says itself whose it is and until when, signed
 *  with a secret that all processes of a store share: it is checked without a record, and nothing has to be cleaned up. */
import { Inject, Injectable } from '@nestjs/common';
import { Clock, isTenant, ServerSecretRepository, type Tenant } from '@ice/core';
import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a token says. */
export interface StreamClaims {
  readonly tenant: Tenant;
  /** The key that it was made with, and that it ends with; null where no key was needed. */
  readonly keyId: string | null;
  /** The one execution that may be watched; null = any of the tenant. */
  readonly executionId: string | null;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

const prefix = 'ice_st_';
const pattern = /^ice_st_([A-Za-z0-9_-]{1,1000})\.([A-Za-z0-9_-]{43})$/;
const secretName = 'stream-tokens';

/** Signs and reads tokens. */
@Injectable()
export class StreamTokens {
  private secret: Promise<Buffer> | null = null;

  constructor(
    @Inject(ServerSecretRepository) private readonly secrets: ServerSecretRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The token. */
  async sign({ tenant, keyId, executionId, expiresAt }: StreamClaims): Promise<string> {
    const body = Buffer.from(JSON.stringify([tenant, keyId, executionId, expiresAt])).toString('base64url');
    return `${prefix}${body}.${await this.signatureOf(body)}`;
  }

  /** What a token says; null for a text that is none of ours, or whose time is over. Whether its key still stands is another question. */
  async read(token: string): Promise<StreamClaims | null> {
    const [, body, signature] = pattern.exec(token) ?? [];
    if (body === undefined || signature === undefined) return null;
    const expected = await this.signatureOf(body);
    if (!timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) return null;
    const claims = claimsOf(body);
    return claims.expiresAt > this.clock.now() && isTenant(claims.tenant) ? claims : null;
  }

  private async signatureOf(body: string): Promise<string> {
    this.secret ??= this.secrets.get(secretName);
    try {
      return createHmac('sha256', await this.secret)
        .update(body)
        .digest('base64url');
    } catch (error) {
      this.secret = null;
      throw error;
    }
  }
}

/** It was signed, so it is what we wrote. */
function claimsOf(body: string): StreamClaims {
  const [tenant, keyId, executionId, expiresAt] = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as [
    Tenant,
    string | null,
    string | null,
    number,
  ];
  return { tenant, keyId, executionId, expiresAt };
}
