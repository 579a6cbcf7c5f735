/** Gives back what is reserved for nobody: for executions that ended with their process, or were never accepted. What each member of a
 *  reservation has spent is read from its journal, so that the ledger says what the journals say. Safe in several processes at a time:
 *  all figures are absolute, and a reservation that was closed meanwhile remembers them. */
import {
  isFinalStatus,
  isIceError,
  OwnSpending,
  type BudgetLedger,
  type Clock,
  type ExecutionHead,
  type ExecutionRepository,
  type Reservation,
} from '@ice/core';

/** What sweeping works with. */
export interface SweepSources {
  readonly ledger: BudgetLedger;
  readonly executions: Pick<ExecutionRepository, 'head' | 'journal'>;
  readonly clock: Clock;
  tell(message: string): void;
}

/** From one sweep to the next, in ms. */
const intervalMs = 30_000;

/** So long an execution may take from its reservation to its acceptance, and a call to end that was cut off with its execution, in ms. */
const graceMs = 60_000;

const pageSize = 200;

/** The sweeper of one process. */
export class ReservationSweeper {
  private sweptAt = -Infinity;

  /** @param isHere true for an execution that runs in this process. */
  constructor(
    private readonly sources: SweepSources,
    private readonly isHere: (executionId: string) => boolean,
  ) {}

  /** Looks at every open reservation, when it is time. A ledger that cannot be read is looked at again later. */
  async lookAround(): Promise<void> {
    const now = this.sources.clock.now();
    if (now - this.sweptAt < intervalMs) return;
    this.sweptAt = now;
    try {
      for (let after = ''; ;) {
        const page = await this.sources.ledger.reservations(after, pageSize);
        for (const reservation of page) await this.look(reservation);
        if (page.length < pageSize) return;
        after = (page.at(-1) as Reservation).reservation;
      }
    } catch (fault) {
      if (!isIceError(fault)) throw fault;
      this.sources.tell(`Reservations could not be looked at: ${fault.message}`);
    }
  }

  private async look(reservation: Reservation): Promise<void> {
    if (this.isHere(reservation.reservation)) return;
    const { executions, clock } = this.sources;
    const head = await executions.head(reservation.reservation);
    const isOver = head === null || isFinalStatus(head.status);
    const since = head?.ended_at ? Date.parse(head.ended_at) : reservation.openedAt;
    const isIdle = head !== null && reservation.members.every(({ held }) => held === 0);
    if (isOver && (isIdle || clock.now() - since >= graceMs)) await this.settle(reservation);
  }

  /** A child that still runs keeps it open. */
  private async settle(reservation: Reservation): Promise<void> {
    let isOver = true;
    for (const member of reservation.members) {
      const head = await this.sources.executions.head(member.member);
      if (head && !isFinalStatus(head.status)) isOver = false;
      else if (head) await this.reconcile(reservation, member, head);
    }
    if (isOver) await this.sources.ledger.close(reservation.reservation);
  }

  /** Nothing limits what is gone already. */
  private async reconcile(
    { reservation, accounts }: Reservation,
    { member, spent: known, held }: Reservation['members'][number],
    { execution_id }: ExecutionHead,
  ): Promise<void> {
    const spending = new OwnSpending();
    for await (const event of this.sources.executions.journal(execution_id)) spending.add(event);
    if (held === 0 && spending.total <= known) return;
    const unlimited = accounts.map((id) => ({ id, limit: null }));
    const at = this.sources.clock.now();
    await this.sources.ledger.hold({ reservation, member, spent: spending.total, held: 0, accounts: unlimited, at });
  }
}
