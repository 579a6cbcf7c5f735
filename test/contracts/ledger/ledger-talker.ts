/** A process that uses a ledger and says what it does, as the test hears it. */
import { expect } from '@jest/globals';
import { startLedgerChild, type Child } from '../child/start-child.js';

/** A child and all that it said. */
export class LedgerTalker {
  readonly lines: string[] = [];
  readonly #child: Child;

  constructor(
    readonly name: string,
    parameters: readonly string[],
  ) {
    this.#child = startLedgerChild(parameters);
  }

  /** Resolves when it has said so many lines. */
  async heard(count: number): Promise<void> {
    while (this.lines.length < count) {
      const some = await this.#child.lines();
      if (some.length === 0) throw new Error(`${this.name} ended early: ${(await this.#child.ended()).errors}`);
      this.lines.push(...some);
    }
  }

  /** Kills it when it has said so many lines; what it said until then is heard. */
  async killAfter(count: number): Promise<void> {
    await this.heard(count);
    this.#child.kill();
    expect(await this.ended()).toEqual({ code: null, errors: '' });
  }

  /** Resolves when it has ended and all that it said was heard. */
  async ended(): Promise<{ readonly code: number | null; readonly errors: string }> {
    for (let some = await this.#child.lines(); some.length > 0; some = await this.#child.lines()) {
      this.lines.push(...some);
    }
    return this.#child.ended();
  }

  /** The last amount of each member in lines that begin so. */
  amounts(beginning: 'tell' | 'told'): ReadonlyMap<string, number> {
    const said = this.lines.map((line) => line.split(' ')).filter(([word]) => word === beginning);
    return new Map(said.map(([, member, spent]) => [member!, Number(spent)]));
  }

  /** How many operations it was killed in. */
  hit(): string {
    const open = this.lines.filter((line) => line.startsWith('tell')).length;
    return `${open - this.lines.filter((line) => line.startsWith('told')).length} holds under way`;
  }
}
