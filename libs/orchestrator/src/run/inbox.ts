/** Moves that wait for the next turn of an execution. Everything that arrives while a turn is being recorded becomes one turn. */

/** A move, and who wants to know when its turn has been recorded, or that it will not be here. */
interface Letter {
  readonly move: () => void;
  readonly acknowledged?: Acknowledged;
}

type Acknowledged = (isRecorded: boolean) => void;

/** How long one execution may go on without letting others have the event loop, in turns. */
const turnsBetweenYields = 200;

/** The inbox of one execution. */
export class Inbox {
  closed = false;
  private letters: Letter[] = [];
  private waiting: (() => void) | null = null;
  private acknowledgements: Acknowledged[] = [];
  private turns = 0;

  push(move: () => void, acknowledged?: Acknowledged): void {
    if (this.closed) return acknowledged?.(false);
    this.letters.push(acknowledged ? { move, acknowledged } : { move });
    this.waiting?.();
    this.waiting = null;
  }

  get isEmpty(): boolean {
    return this.letters.length === 0;
  }

  /** Waits for at least one move and makes all that are there; false once the inbox is closed. */
  async drain(): Promise<boolean> {
    if (this.letters.length === 0 && !this.closed) await new Promise<void>((resolve) => (this.waiting = resolve));
    this.turns += 1;
    if (this.turns % turnsBetweenYields === 0) await new Promise<void>((resolve) => setImmediate(resolve));
    const { letters } = this;
    this.letters = [];
    // All of them before the first move: when one throws, whoever closes the inbox answers those behind it too.
    for (const { acknowledged } of letters) if (acknowledged) this.acknowledgements.push(acknowledged);
    for (const { move } of letters) move();
    return !this.closed;
  }

  /** The turn that the drained moves made has been recorded. */
  acknowledge(): void {
    this.tell(true);
  }

  /** Nothing is taken any more; whoever waits is answered. */
  close(): void {
    this.closed = true;
    this.waiting?.();
    this.waiting = null;
    this.tell(false);
    for (const { acknowledged } of this.letters) acknowledged?.(false);
    this.letters = [];
  }

  private tell(isRecorded: boolean): void {
    const { acknowledgements } = this;
    this.acknowledgements = [];
    for (const acknowledged of acknowledgements) acknowledged(isRecorded);
  }
}
