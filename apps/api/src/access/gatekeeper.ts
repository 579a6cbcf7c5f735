/** Says who asks: the one place where a key or a token becomes a caller, for requests and sockets alike. */
import { Inject, Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/app-config.token.js';
import { unauthenticated } from './access-refusals.js';
import type { Scope } from './caller.js';
import { checkUrlSecrets, credentialOf } from './credentials.js';
import { keylessIdentity, type Identity } from './identity.js';
import { isLoopback } from './is-loopback.js';
import { KeyRing } from './keys/key-ring.js';
import { StreamTokens } from './tokens/stream-tokens.js';

/** A token allows this and nothing else. */
const watching: ReadonlySet<Scope> = new Set(['read']);

/** See the head of this file. */
@Injectable()
export class Gatekeeper {
  constructor(
    @Inject(KeyRing) private readonly keys: KeyRing,
    @Inject(StreamTokens) private readonly tokens: StreamTokens,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** Who sends this request. @throws ProblemException `unauthenticated`. */
  async identify(headers: IncomingHttpHeaders, url: string): Promise<Identity> {
    const refusal = checkUrlSecrets(url);
    if (refusal) throw refusal;
    const identity = await this.peek(headers);
    if (!identity) throw unauthenticated();
    return identity;
  }

  /** The same where nothing need be sent yet: null where nothing was and something is needed.
   *  @throws ProblemException `unauthenticated` for a credential that is not known. */
  async identifySoon(headers: IncomingHttpHeaders): Promise<Identity | null> {
    const identity = await this.peek(headers);
    if (!identity && credentialOf(headers).kind !== 'none') throw unauthenticated();
    return identity;
  }

  /** Whose key or token this is; null for nobody's. */
  async identifyText(text: string): Promise<Identity | null> {
    const key = await this.keys.identify(text);
    if (key) {
      const { id: keyId, tenant, scopes, expiresAt } = key;
      return { caller: { tenant, keyId, scopes }, by: 'key', expiresAt, executionId: null };
    }
    const claims = await this.tokens.read(text);
    if (!claims) return null;
    const { tenant, keyId, executionId, expiresAt } = claims;
    const identity: Identity = {
      caller: { tenant, keyId, scopes: watching },
      by: 'stream-token',
      expiresAt,
      executionId,
    };
    return (await this.stillStands(identity)) ? identity : null;
  }

  /** False once the key of it was revoked or has expired, or once a key is needed where none was. */
  async stillStands({ caller: { keyId } }: Identity): Promise<boolean> {
    return keyId === null ? this.isKeyless() : (await this.keys.standing(keyId)) !== null;
  }

  /** True where no key is needed: the server is reached from this machine alone, and nobody has ever made a key. */
  async isKeyless(): Promise<boolean> {
    return isLoopback(this.config.host) && !(await this.keys.hasAny());
  }

  /** Calls back when keys have changed in this process. */
  whenKeysChange(listener: () => void): void {
    this.keys.whenChanged(listener);
  }

  private async peek(headers: IncomingHttpHeaders): Promise<Identity | null> {
    const credential = credentialOf(headers);
    if (credential.kind === 'text') return this.identifyText(credential.text);
    return credential.kind === 'none' && (await this.isKeyless()) ? keylessIdentity : null;
  }
}
