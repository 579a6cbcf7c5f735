// Keeps work and kills in step, however fast the machine is: neither runs away from the other, so that whenever a server dies it has
// something to lose, and little is left to do after the last kill.

/** Counts both. */
export class Pace {
  started = 0;
  kills = 0;

  /** @param {{ executions: number, kills: number }} whole */
  constructor(whole) {
    this.whole = whole;
  }

  /** The work that the next kill is to strike has begun. */
  get isKillDue() {
    return this.started * this.whole.kills >= this.whole.executions * this.kills;
  }

  /** There is more work than the kills so far, and two more, account for. */
  get isWorkAhead() {
    return this.started * this.whole.kills > this.whole.executions * (this.kills + 2);
  }

  get isKillingOver() {
    return this.kills >= this.whole.kills;
  }

  get isStartingOver() {
    return this.started >= this.whole.executions && this.isKillingOver;
  }
}
