/** One request of a client while it is being answered: who may still be told what, and whether anybody waits for it. */

import type { Tenant } from '@ice/core';
import type { Caller } from '../../access/caller.js';

/** What a request says of itself, and what is known of whoever sent it. */
export interface CallOrigin {
  /** Everything that the request does is done in this name. */
  readonly caller: Caller;
  /** The same as the header `X-Request-Id`. */
  readonly requestId: string;
  /** As the client was given it at its `initialize`; null where it names none. */
  readonly sessionId: string | null;
  /** The JSON-RPC id; null for a notification. */
  readonly messageId: string | number | null;
}

/** See the head of this file. */
export class OpenCall {
  /** `legacy`: revisions up to 2025-11-25, where only a notification cancels. `modern`: from 2026-07-28 on, where the end of the
   *  connection is the cancellation. Known once the protocol has been read. */
  era: 'legacy' | 'modern' = 'legacy';
  private readonly connection = new AbortController();
  private readonly patience = new AbortController();
  private wasCancelled = false;

  constructor(readonly origin: CallOrigin) {}

  /** Whose everything is that the request is about. */
  get tenant(): Tenant {
    return this.origin.caller.tenant;
  }

  /** Aborted once nobody can be answered any more. */
  get signal(): AbortSignal {
    return this.connection.signal;
  }

  /** Aborted once nothing should be waited for any more: an answer is wanted now, or not at all. */
  get hurry(): AbortSignal {
    return this.patience.signal;
  }

  /** True once the client has taken the request back, as its protocol has it. */
  get isCancelled(): boolean {
    return this.wasCancelled;
  }

  /** The client takes the request back. */
  cancel(): void {
    this.wasCancelled = true;
    this.leave();
  }

  /** The connection is gone. What the request has begun goes on. */
  leave(): void {
    this.patience.abort();
    this.connection.abort();
  }

  /** The process stops: whoever waits is answered with what there is. */
  hurryUp(): void {
    this.patience.abort();
  }

  /** Calls back once when the request is taken back, at once where it was already. The returned function takes that back. */
  whenCancelled(callback: () => void): () => void {
    const listener = (): void => {
      if (this.wasCancelled) callback();
    };
    if (this.signal.aborted) listener();
    this.signal.addEventListener('abort', listener, { once: true });
    return () => this.signal.removeEventListener('abort', listener);
  }
}
