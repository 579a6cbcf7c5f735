/** Who is at the other end of a socket, and what he may watch. A socket stays whose it is: another token may only prolong it. */
import { forbidden, scopeMissing } from '../../access/access-refusals.js';
import { isSameWatcher, type Identity } from '../../access/identity.js';
import type { ProblemException } from '../../http/problem/problem-exception.js';

/** Where events are watched, this is needed. */
const scope = 'read';

/** What a token comes to. */
export type Greeting =
  /** `isNew`: the socket is another key's than before. */
  | { readonly ok: true; readonly isNew: boolean }
  /** `unknown`: nobody's token. `not-allowed`: it may not watch here. */
  | { readonly ok: false; readonly reason: 'unknown' | 'not-allowed' };

/** The access of one socket. */
export class SocketAccess {
  /** @param current as the handshake has found it; null while nobody has said who he is. */
  constructor(private current: Identity | null) {}

  /** Who it is; null while that has not been said. */
  get identity(): Identity | null {
    return this.current;
  }

  /** Judges whom a token stands for. */
  greet(identity: Identity | null): Greeting {
    if (!identity) return { ok: false, reason: 'unknown' };
    if (!identity.caller.scopes.has(scope)) return { ok: false, reason: 'not-allowed' };
    const isNew = this.current?.caller.keyId !== identity.caller.keyId;
    // Where no key is needed, whoever shows one becomes its caller before anything is watched for nobody.
    if (this.current && this.current.by !== 'none' && !isSameWatcher(this.current, identity)) {
      return { ok: false, reason: 'not-allowed' };
    }
    this.current = identity;
    return { ok: true, isNew };
  }

  /** The reason not to show an execution, or executions at large (null); null where nothing speaks against it. */
  refusalOf(executionId: string | null): ProblemException | null {
    if (!this.current?.caller.scopes.has(scope)) return scopeMissing(scope);
    const only = this.current.executionId;
    if (only === null || only === executionId) return null;
    return forbidden('This stream token is for one execution alone.', `Subscribe to ${only}.`);
  }
}
