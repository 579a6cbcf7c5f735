/** Takes executions over whose worker is gone, and lets them go on from their journals. Those over which workers were lost before go
 *  on one at a time, so that the one that ends processes takes no other one with it. */
import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  EventFeed,
  ExecutionQueue,
  ExecutionRepository,
  isFinalStatus,
  isIceError,
  WorkerPresence,
  WorkerRepository,
  type ExecutionHead,
  type ExecutionQuery,
  type ExecutionStatus,
  type Worker,
} from '@ice/core';
import { ExecutionSupervisor, isProgress, type Handover } from '@ice/orchestrator';
import { Metrics } from '../../metrics/metrics.js';

const unfinished: readonly ExecutionStatus[] = ['running', 'queued'];
const pageSize = 500;

/** Executions taken over at once: each waits for the store several times. */
const atOnce = 8;

/** How long a suspect is watched before the next one may go on beside it, in ms. */
const suspicionMs = 2_000;

/** The worker that takes over. */
export interface Taker {
  readonly id: string;
  /** Writes down which suspect it watches from now on, so that whoever finds it lost knows. */
  watch(suspect: string | null): Promise<void>;
}

/** An execution whose worker is gone. */
interface Orphan {
  readonly head: ExecutionHead;
  readonly handover: Handover;
}

/** Recovers executions for the worker of this process. */
@Injectable()
export class ExecutionRecovery {
  private readonly logger = new Logger(ExecutionRecovery.name);
  private suspects: Promise<void> = Promise.resolve();
  /** Orphans that are being taken over, wait for their turn, or cannot go on here at all: none of them is tried again. */
  private readonly seen = new Set<string>();

  constructor(
    @Inject(ExecutionRepository) private readonly executions: ExecutionRepository,
    @Inject(WorkerRepository) private readonly workers: WorkerRepository,
    @Inject(WorkerPresence) private readonly presence: WorkerPresence,
    @Inject(ExecutionSupervisor) private readonly supervisor: ExecutionSupervisor,
    @Inject(EventFeed) private readonly feed: EventFeed,
    @Inject(ExecutionQueue) private readonly queue: ExecutionQueue | null,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  /** At start: also executions that no known worker runs. Those that wait in line for one stay there. */
  async recoverLeftBehind(taker: Taker): Promise<void> {
    // In this order: a worker announces itself before it runs anything, so whoever runs one of these heads is known afterwards.
    const heads = (await Promise.all(unfinished.map((status) => this.headsOf({ status })))).flat();
    const { ended } = await this.lookAtOthers(taker.id);
    const known = new Map((await this.workers.list()).map((worker) => [worker.id, worker]));
    const owned = heads.filter(({ worker }) => this.queue === null || worker !== undefined);
    const orphans = owned.flatMap((head): Orphan[] => {
      const worker = known.get(head.worker ?? '');
      return worker?.state === 'alive' ? [] : [{ head, handover: handoverOf(head, worker) }];
    });
    await this.adoptAll(orphans, taker);
    await this.forget(ended);
  }

  /** Between signs of life: the executions of workers that have ended since. Gives when the next lease runs out unless it is renewed, in ms
   *  since 1970; infinite where nobody else lives. */
  async recoverLost(taker: Taker): Promise<number> {
    const { ended, nextEnd } = await this.lookAtOthers(taker.id);
    for (const worker of ended) {
      const heads = await this.headsOf({ worker: worker.id });
      await this.adoptAll(
        heads.map((head) => ({ head, handover: handoverOf(head, worker) })),
        taker,
      );
    }
    await this.forget(ended);
    return nextEnd;
  }

  /** Takes an execution over whose worker has ended in good order, and says whether it did. Others are found between signs of life. */
  async takeFromDrained(head: ExecutionHead): Promise<boolean> {
    const worker = (await this.workers.list()).find(({ id }) => id === head.worker);
    if (worker?.state !== 'drained') return false;
    await this.adopt({ head, handover: 'drained' });
    return true;
  }

  /** Other workers that have ended, those whose end nobody has told yet included, and when the next lease of a living one runs out. */
  private async lookAtOthers(self: string): Promise<{ readonly ended: readonly Worker[]; readonly nextEnd: number }> {
    const others = (await this.workers.list()).filter(({ id }) => id !== self);
    const living = others.filter((worker) => worker.state === 'alive' && !this.workers.hasRunOut(worker));
    const judged = await Promise.all(others.map((worker) => this.judge(worker)));
    const ended = judged.filter((worker) => worker !== null);
    return { ended, nextEnd: Math.min(...living.map(({ leaseUntil }) => leaseUntil)) };
  }

  private async judge(worker: Worker): Promise<Worker | null> {
    if (worker.state !== 'alive') return worker;
    if (!this.workers.hasRunOut(worker) && !this.presence.isGone(worker.id)) return null;
    return this.workers.end(worker, 'lost');
  }

  /** Collected before the first one goes on, since labels change from then on. */
  private async headsOf(query: Omit<ExecutionQuery, 'limit' | 'after'>): Promise<readonly ExecutionHead[]> {
    const heads: ExecutionHead[] = [];
    for (let after: string | undefined; ;) {
      const page = await this.executions.list({ ...query, limit: pageSize, ...(after !== undefined && { after }) });
      heads.push(...page.data.filter(({ status }) => !isFinalStatus(status)));
      after = page.data.at(-1)?.execution_id;
      if (!page.has_more) return heads;
    }
  }

  private async adoptAll(orphans: readonly Orphan[], taker: Taker): Promise<void> {
    const fresh = orphans.filter(({ head }) => !this.seen.has(head.execution_id));
    if (fresh.length === 0) return;
    this.logger.log(`${fresh.length} executions of workers that are gone go on here.`);
    for (const { head } of fresh) this.seen.add(head.execution_id);
    await this.adoptSome(fresh.filter((each) => !isSuspect(each)));
    const suspects = fresh.filter(isSuspect).sort(byUrgency);
    if (suspects.length > 0) this.suspects = this.suspects.then(() => this.adoptOneByOne(suspects, taker));
  }

  private async adoptSome(orphans: readonly Orphan[]): Promise<void> {
    for (let first = 0; first < orphans.length; first += atOnce) {
      await Promise.all(orphans.slice(first, first + atOnce).map((orphan) => this.adopt(orphan)));
    }
  }

  /** Whatever could not be watched is tried again with the next sign of life. */
  private async adoptOneByOne(suspects: readonly Orphan[], taker: Taker): Promise<void> {
    try {
      for (const suspect of suspects) {
        await taker.watch(suspect.head.execution_id);
        await this.adoptWatched(suspect);
      }
      await taker.watch(null);
    } catch (fault) {
      this.logger.error(`Suspects could not be watched: ${fault instanceof Error ? fault.message : String(fault)}`);
      for (const { head } of suspects) this.seen.delete(head.execution_id);
      // Named with every sign of life otherwise, it would count as watched when this process is lost much later.
      await taker.watch(null).catch(() => undefined);
    }
  }

  /** Until the first end of a node run of it, or as long as a suspicion lasts. */
  private async adoptWatched(suspect: Orphan): Promise<void> {
    const id = suspect.head.execution_id;
    let stop: () => void = () => undefined;
    const progressed = new Promise<void>((resolve) => {
      stop = this.feed.subscribe(id, { events: (_id, events) => void (events.some(isProgress) && resolve()) });
    });
    await this.adopt(suspect);
    await Promise.race([progressed, this.supervisor.waitFor(id, suspicionMs)]);
    stop();
  }

  /** What one execution has wrong keeps no other from going on. */
  private async adopt({ head, handover }: Orphan): Promise<void> {
    const id = head.execution_id;
    if (this.supervisor.isEnding) return;
    try {
      const result = await this.supervisor.resume(head, handover);
      if (result === null) return this.logger.error(`${id} cannot go on: its revision is not there.`);
      this.seen.delete(id);
      if (result === 'taken') this.metrics.takeOvers.inc({ from: handover === 'drained' ? 'drained' : 'lost' });
      if (result === 'quarantined') this.logger.error(`${id} was put into quarantine.`);
    } catch (fault) {
      if (isIceError(fault) && fault.retryable) this.seen.delete(id);
      this.logger.error(`${id} cannot go on: ${fault instanceof Error ? fault.message : String(fault)}`);
    }
  }

  /** Whoever is named by no execution any more is forgotten; what could not be taken over keeps its worker's name. */
  private async forget(ended: readonly Worker[]): Promise<void> {
    for (const worker of ended) {
      const left = await this.executions.list({ worker: worker.id, limit: 1 });
      if (left.data.length === 0) await this.workers.remove(worker);
    }
  }
}

/** One over which a worker was lost before. */
function isSuspect({ head, handover }: Orphan): boolean {
  return handover !== 'drained' && head.crashes > 0;
}

/** The least suspicious first, and children before their parents, which get nowhere without them. */
function byUrgency({ head: left }: Orphan, { head: right }: Orphan): number {
  return left.crashes - right.crashes || (right.parent?.depth ?? 0) - (left.parent?.depth ?? 0);
}

/** A worker that is not known any more was lost. */
function handoverOf(head: ExecutionHead, worker: Worker | undefined): Handover {
  if (worker?.state === 'drained') return 'drained';
  return worker?.suspect === head.execution_id ? 'lost-alone' : 'lost';
}
