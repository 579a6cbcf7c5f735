/** What is known of whoever asks beyond the caller: how he was known, for how long, and for which execution alone. */
import { defaultTenant } from '@ice/core';
import { scopes, setCaller, type Caller, type Scope } from './caller.js';

/** See the head of this file. */
export interface Identity {
  readonly caller: Caller;
  /** `none`: no key is needed here, and none was sent. */
  readonly by: 'none' | 'key' | 'stream-token';
  /** Milliseconds since 1970; from then on it is nobody's. Null = no end. */
  readonly expiresAt: number | null;
  /** The one execution that may be watched; null = any of the tenant. */
  readonly executionId: string | null;
}

/** Whoever asks a server that needs no key. */
export const keylessIdentity: Identity = Object.freeze({
  caller: Object.freeze({ tenant: defaultTenant, keyId: null, scopes: new Set<Scope>(scopes) }),
  by: 'none',
  expiresAt: null,
  executionId: null,
});

const identities = new WeakMap<object, Identity>();

/** The guard's word on a request; said once. */
export function setIdentity(request: object, identity: Identity): void {
  identities.set(request, identity);
  setCaller(request, identity.caller);
}

/** Who asks. @throws Error when no guard has judged the request. */
export function identityOf(request: object): Identity {
  const identity = identities.get(request);
  if (!identity) throw new Error('No guard has said who asks.');
  return identity;
}

/** True where both are the same key, or both none, for the same executions: one may take the place of the other. */
export function isSameWatcher(one: Identity, other: Identity): boolean {
  const { caller, executionId } = other;
  const isSameKey = one.caller.tenant === caller.tenant && one.caller.keyId === caller.keyId;
  return isSameKey && one.executionId === executionId;
}
