/** The requests that this process is answering. Holds connections only: what a request has begun is in the journal, so that another
 *  process can go on with it. */
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@ice/core';
import type { Caller } from '../../access/caller.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/app-config.token.js';
import { OpenCall, type CallOrigin } from './open-call.js';

/** See the head of this file. */
@Injectable()
export class OpenCalls {
  private readonly calls = new Set<OpenCall>();
  private isClosing = false;
  private onEmpty: () => void = () => undefined;

  constructor(
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** True when there is no place for one more, or no time. */
  get isFull(): boolean {
    return this.isClosing || this.calls.size >= this.config.mcp.maxOpenCalls;
  }

  /** Takes a request in. */
  open(origin: CallOrigin): OpenCall {
    const call = new OpenCall(origin);
    this.calls.add(call);
    return call;
  }

  /** Lets it go. @param isAnswered false where the connection ended before its answer did. */
  close(call: OpenCall, isAnswered: boolean): void {
    if (!this.calls.delete(call)) return;
    if (this.calls.size === 0) this.onEmpty();
    if (isAnswered) return;
    // A server that stops cuts connections too: that is nobody's wish to cancel.
    if (call.era === 'modern' && !this.isClosing) call.cancel();
    else call.leave();
  }

  /** Cancels the request of a session; false where this process has none such. Sessions and ids are the clients' own words: the request
   *  of another key is never meant. */
  cancel({ keyId }: Caller, sessionId: string, messageId: string | number): boolean {
    const isMeant = ({ origin }: OpenCall): boolean =>
      origin.caller.keyId === keyId && origin.sessionId === sessionId && origin.messageId === messageId;
    const meant = [...this.calls].filter(isMeant);
    for (const call of meant) call.cancel();
    return meant.length > 0;
  }

  /** From now on nobody waits for long. */
  hurryUp(): void {
    this.isClosing = true;
    for (const call of this.calls) call.hurryUp();
  }

  /** Resolves when none is open any more, or when they have had their time. */
  emptied(limitMs: number): Promise<void> {
    if (this.calls.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const stopTimer = this.clock.after(limitMs, resolve);
      this.onEmpty = () => {
        stopTimer();
        resolve();
      };
    });
  }
}
