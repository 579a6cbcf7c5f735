/** Looks whether a store keeps its promises: reads everything, and writes nothing. It may run beside live servers: of an execution it
 *  judges what was there when its head was read, and what is removed meanwhile is no fault. */
import {
  isFinalStatus,
  journalFaults,
  ownerOf,
  type BlueprintRepository,
  type BudgetLedger,
  type ExecutionEvent,
  type ExecutionHead,
  type ExecutionRepository,
  type JournalFault,
  type Reservation,
} from '@ice/core';

/** What is read. */
export interface VerifierSources {
  readonly executions: ExecutionRepository;
  readonly blueprints: BlueprintRepository;
  readonly ledger: BudgetLedger;
  /** Milliseconds since 1970. */
  now(): number;
}

/** One thing that is not as it was promised. */
export interface Finding {
  /** Its number in `docs/promises.md`. */
  readonly promise: JournalFault['promise'] | 'P7' | 'P9';
  readonly execution_id: string;
  readonly message: string;
}

/** What was looked at. */
export interface VerifiedCounts {
  executions: number;
  events: number;
  payloads: number;
  reservations: number;
}

const pageSize = 500;

/** A reservation may outlive its execution for as long as the sweeper and late calls take, in ms. */
const graceMs = 300_000;

/** Looks at one store. */
export class StoreVerifier {
  readonly counts: VerifiedCounts = { executions: 0, events: 0, payloads: 0, reservations: 0 };

  constructor(private readonly sources: VerifierSources) {}

  /** All findings, as they are found. Rejects when the store cannot be read. */
  async *findings(): AsyncGenerator<Finding> {
    for await (const head of this.heads()) {
      this.counts.executions += 1;
      yield* await this.findingsOf(head);
    }
    for await (const reservation of this.reservations()) {
      this.counts.reservations += 1;
      yield* await this.leftOver(reservation);
    }
  }

  private async findingsOf(head: ExecutionHead): Promise<readonly Finding[]> {
    const id = head.execution_id;
    const events = await this.eventsUpTo(head);
    this.counts.events += events.length;
    const faults = journalFaults(head, events).map((each): Finding => ({ ...each, execution_id: id }));
    const findings = [...faults, ...(await this.lostPayloads(id, events)), ...(await this.lostRevision(head))];
    // Retention takes the head with everything else: whatever was missed is no fault then.
    const isRemoved = findings.length > 0 && (await this.sources.executions.head(id)) === null;
    return isRemoved ? [] : findings;
  }

  /** A journal goes on while it is read. The head, which was read before, is the fold of as many entries as it has counted. */
  private async eventsUpTo({ execution_id, sequence }: ExecutionHead): Promise<readonly ExecutionEvent[]> {
    const events: ExecutionEvent[] = [];
    for await (const event of this.sources.executions.journal(execution_id)) {
      if (events.length === sequence) break;
      events.push(event);
    }
    return events;
  }

  private async lostPayloads(id: string, events: readonly ExecutionEvent[]): Promise<readonly Finding[]> {
    const findings: Finding[] = [];
    for (const { sequence, data } of events) {
      for (const hash of hashesIn(data)) {
        this.counts.payloads += 1;
        if ((await this.sources.executions.payload(id, hash)) !== null) continue;
        findings.push({ promise: 'P1', execution_id: id, message: `the payload of ${sequence} is not there` });
      }
    }
    return findings;
  }

  private async lostRevision({ execution_id, revision }: ExecutionHead): Promise<readonly Finding[]> {
    if (await this.sources.blueprints.revisions.find(ownerOf(execution_id), revision)) return [];
    return [{ promise: 'P9', execution_id, message: 'the revision that it runs is not there' }];
  }

  /** Money that is promised to an execution that has ended long ago. */
  private async leftOver({ reservation, members, free }: Reservation): Promise<readonly Finding[]> {
    const reserved = members.reduce((sum, { held }) => sum + held, free);
    const head = await this.sources.executions.head(reservation);
    const endedAt = head?.ended_at ? Date.parse(head.ended_at) : null;
    if (reserved === 0 || !head || !isFinalStatus(head.status) || endedAt === null) return [];
    if (this.sources.now() - endedAt < graceMs) return [];
    return [{ promise: 'P7', execution_id: reservation, message: 'money is still reserved for it after its end' }];
  }

  private async *heads(): AsyncGenerator<ExecutionHead> {
    for (let after: string | undefined; ;) {
      const query = { order: 'oldest-first', limit: pageSize, ...(after !== undefined && { after }) } as const;
      const page = await this.sources.executions.list(query);
      yield* page.data;
      after = page.data.at(-1)?.execution_id;
      if (!page.has_more) return;
    }
  }

  private async *reservations(): AsyncGenerator<Reservation> {
    for (let after = ''; ;) {
      const page = await this.sources.ledger.reservations(after, pageSize);
      yield* page;
      const last = page.at(-1);
      if (!last || page.length < pageSize) return;
      after = last.reservation;
    }
  }
}

function hashesIn(data: ExecutionEvent['data']): readonly string[] {
  const { input_ref, output_ref } = data as { readonly [name: string]: { readonly hash: string } | undefined };
  return [input_ref, output_ref].flatMap((reference) => (reference ? [reference.hash] : []));
}
