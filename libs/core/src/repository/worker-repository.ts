/** Workers: who runs executions, and until when it may be believed to be alive. A worker renews its lease; one whose lease has run out
 *  is declared lost by whoever sees it first, and from then on it cannot renew, so it learns that its executions are others' now. Only a
 *  worker itself renews, and others only end it: a write of its own whose answer it never heard takes nothing from it. */
import type { Clock } from '../port/clock.js';
import type { IdSource } from '../port/id-source.js';
import type { Store, StoredRecord } from '../port/store.js';

const collection = 'workers';
const maxWorkers = 1_000;

/** Where a worker stands. `drained`: it has ended in good order. `lost`: its lease ran out, or its process is gone. */
export type WorkerState = 'alive' | 'drained' | 'lost';

/** A worker as its record shows it. */
export interface Worker {
  readonly id: string;
  readonly state: WorkerState;
  /** Milliseconds since 1970; after that it may be declared lost. */
  readonly leaseUntil: number;
  /** The execution that it watches because workers were lost over it before; null for none. */
  readonly suspect: string | null;
  /** Of the record's last write. */
  readonly lock: string;
}

/** Keeps the workers of all processes. */
export class WorkerRepository {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** A new worker with a lease of so many ms. */
  async announce(leaseMs: number): Promise<Worker> {
    const worker = this.next({
      id: this.ids.next('wk'),
      state: 'alive',
      leaseUntil: this.clock.now() + leaseMs,
      suspect: null,
    });
    const written = await this.store.compareAndSet({ ...placeOf(worker), expect: 'absent', next: recordOf(worker) });
    if (!written.ok) throw new Error(`The worker id ${worker.id} was given out twice.`);
    return worker;
  }

  /** Called by the worker itself. It has a lease of so many ms from now on, and the suspect that it watches; null when it has been declared
   *  lost, or is not known any more. */
  async renew(worker: Worker, leaseMs: number, suspect: string | null): Promise<Worker | null> {
    return this.changeOwn(worker, { ...worker, leaseUntil: this.clock.now() + leaseMs, suspect });
  }

  /** Says that a worker has ended in a certain way: `drained` is said by itself, `lost` by others. Null when it has ended before, or, for
   *  others, when it has renewed its lease since it was seen. */
  async end(worker: Worker, state: Exclude<WorkerState, 'alive'>): Promise<Worker | null> {
    const ended = { ...worker, state };
    return state === 'drained' ? this.changeOwn(worker, ended) : this.change(worker, ended);
  }

  /** All workers that are known, oldest first; at most 1,000. */
  async list(): Promise<readonly Worker[]> {
    return (await this.store.scan({ collection, limit: maxWorkers })).map(workerOf);
  }

  /** Forgets a worker that has ended and runs nothing any more. */
  async remove(worker: Worker): Promise<void> {
    await this.store.compareAndSet({ ...placeOf(worker), expect: { lock: worker.lock }, next: null });
  }

  /** True when the lease has run out by this process's clock. */
  hasRunOut(worker: Worker): boolean {
    return worker.leaseUntil < this.clock.now();
  }

  /** While the worker is alive, a lock that it does not know is that of a write of its own. */
  private async changeOwn(from: Worker, to: Omit<Worker, 'lock'>): Promise<Worker | null> {
    for (let current: Worker | null = from; current; current = await this.living(from)) {
      const changed = await this.change(current, to);
      if (changed) return changed;
    }
    return null;
  }

  private async living({ id }: Worker): Promise<Worker | null> {
    const record = await this.store.get(collection, id);
    const worker = record && workerOf(record);
    return worker?.state === 'alive' ? worker : null;
  }

  private async change(from: Worker, to: Omit<Worker, 'lock'>): Promise<Worker | null> {
    const next = this.next(to);
    const write = { ...placeOf(from), expect: { lock: from.lock }, next: recordOf(next) };
    return (await this.store.compareAndSet(write)).ok ? next : null;
  }

  private next({ id, state, leaseUntil, suspect }: Omit<Worker, 'lock'>): Worker {
    return { id, state, leaseUntil, suspect, lock: this.ids.next('lk') };
  }
}

function placeOf({ id }: Worker) {
  return { collection, key: id };
}

function recordOf({ state, leaseUntil, suspect, lock }: Worker) {
  return { value: { state, lease_until: leaseUntil, suspect }, lock };
}

function workerOf({ key, value, lock }: StoredRecord): Worker {
  const { state, lease_until, suspect } = value;
  return {
    id: key,
    state: state as WorkerState,
    leaseUntil: lease_until as number,
    suspect: suspect as string | null,
    lock,
  };
}
