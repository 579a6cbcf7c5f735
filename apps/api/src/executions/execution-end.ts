/** Waits for the end of an execution, whichever process runs it: the own process tells, of others the feed wakes. The store is asked then,
 *  and now and then besides, so that no wait hangs on a word that was lost. */
import { Inject, Injectable } from '@nestjs/common';
import { Clock, EventFeed, ExecutionsByTenant, type ExecutionEvent, type FeedListener, type Tenant } from '@ice/core';
import { ExecutionSupervisor } from '@ice/orchestrator';

/** From one look into the store to the next where nothing is heard, in ms. */
const longestMs = 2_000;

/** From one look into the store to the next where much is heard, in ms. */
const shortestMs = 20;

/** How soon it is seen that this process ends, in ms. */
const noticeMs = 100;

/** Waits for ends. */
@Injectable()
export class ExecutionEnd {
  constructor(
    @Inject(ExecutionSupervisor) private readonly supervisor: Pick<ExecutionSupervisor, 'waitFor' | 'isEnding'>,
    @Inject(ExecutionsByTenant) private readonly executions: ExecutionsByTenant,
    @Inject(EventFeed) private readonly feed: EventFeed,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** True once it has ended; false when it has not within `limitMs`, or when it waits for an answer from outside, or is not there for
   *  this tenant. */
  async waitFor(tenant: Tenant, id: string, limitMs: number): Promise<boolean> {
    if (!this.executions.of(tenant).owns(id)) return false;
    const until = this.clock.now() + limitMs;
    const first = await this.look(tenant, id, limitMs);
    if (first !== null || this.left(until) <= 0) return first ?? false;
    const news = new News();
    const stopListening = this.feed.subscribe(id, news);
    try {
      return await this.listen(tenant, id, until, news);
    } finally {
      stopListening();
    }
  }

  /** Looks before the first pause: whatever was recorded before anybody listened is in the store. */
  private async listen(tenant: Tenant, id: string, until: number, news: News): Promise<boolean> {
    for (;;) {
      news.forget();
      const left = this.left(until);
      const answer = await this.look(tenant, id, left);
      if (answer !== null || left <= 0) return answer ?? false;
      await this.pause(news, until);
    }
  }

  /** The answer, or null where there is none yet. */
  private async look(tenant: Tenant, id: string, leftMs: number): Promise<boolean | null> {
    if (await this.supervisor.waitFor(id, leftMs)) return true;
    const head = await this.executions.of(tenant).head(id);
    return head?.status === 'waiting' || this.supervisor.isEnding ? false : null;
  }

  private async pause(news: News, until: number): Promise<void> {
    await this.sleep(Math.min(this.left(until), shortestMs));
    const end = Math.min(until, this.clock.now() + longestMs);
    for (let left = this.left(end); left > 0 && !news.isThere && !this.supervisor.isEnding; left = this.left(end)) {
      await Promise.race([news.heard, this.sleep(Math.min(left, noticeMs))]);
    }
  }

  private sleep(ms: number): Promise<void> {
    return new Promise((resolve) => void this.clock.after(ms, resolve));
  }

  private left(until: number): number {
    return Math.max(0, until - this.clock.now());
  }
}

/** Notes that something was heard which may be the end. */
class News implements FeedListener {
  isThere = false;
  heard: Promise<void> = Promise.resolve();
  private tell: () => void = () => undefined;

  /** Waits for what comes from now on. */
  forget(): void {
    this.isThere = false;
    this.heard = new Promise((resolve) => (this.tell = resolve));
  }

  events(_id: string, events: readonly ExecutionEvent[]): void {
    if (events.some(({ type }) => type.startsWith('execution.'))) this.woken();
  }

  woken(): void {
    this.isThere = true;
    this.tell();
  }
}
