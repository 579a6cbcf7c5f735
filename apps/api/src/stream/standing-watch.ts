/** Sees to it that nobody watches longer than he may: connections whose key was revoked, whose token has expired, or that came when no
 *  key was needed, are sent away. Asks once for each key, however many connections it has. */
import type { Identity } from '../access/identity.js';

/** A connection. */
export interface Watched {
  /** Null while nobody has said who he is. */
  readonly identity: Identity | null;
  /** Ends it, and says why. */
  sendAway(): void;
}

/** What is asked. */
export interface StandingMeans {
  readonly now: () => number;
  readonly stillStands: (identity: Identity) => Promise<boolean>;
  /** Is told when that cannot be found out: then nobody is sent away. */
  readonly fault: (error: unknown) => void;
}

/** Looks after connections. */
export class StandingWatch {
  /** @param all the connections that there are. */
  constructor(
    private readonly means: StandingMeans,
    private readonly all: () => Iterable<Watched>,
  ) {}

  /** To be called every second, and when keys have changed. */
  async check(): Promise<void> {
    const known = [...this.all()].filter(({ identity }) => identity !== null);
    const byKey = new Map(known.map(({ identity }) => [identity?.caller.keyId, identity as Identity]));
    const fallen = new Set<string | null | undefined>();
    try {
      for (const [keyId, identity] of byKey) if (!(await this.means.stillStands(identity))) fallen.add(keyId);
    } catch (error) {
      this.means.fault(error);
    }
    for (const each of known) if (this.isOver(each, fallen)) each.sendAway();
  }

  private isOver({ identity }: Watched, fallen: ReadonlySet<string | null | undefined>): boolean {
    if (!identity) return false;
    const isExpired = identity.expiresAt !== null && identity.expiresAt <= this.means.now();
    return isExpired || fallen.has(identity.caller.keyId);
  }
}
