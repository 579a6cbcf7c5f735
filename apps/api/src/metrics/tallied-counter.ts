/** A counter with two labels that is counted very often: adds up in numbers of its own, and hands the sums over when metrics are asked
 *  for. To find a series by its labels costs more than the rest of a count. */
import { Counter, type Registry } from 'prom-client';

/** What it is called, and by what it is told apart. */
export interface TallyWords {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly [first: string, second: string];
}

/** See the head of this file. */
export class TalliedCounter {
  private readonly sums = new Map<string, Map<string, number>>();

  constructor({ name, help, labels }: TallyWords, registry: Registry) {
    const handOver = (counter: Counter): void => this.handOver(counter, labels);
    const registers = [registry];
    // Prometheus binds the metric as `this`.
    new Counter({
      ...{ name, help, registers, labelNames: labels },
      collect() {
        handOver(this);
      },
    });
  }

  /** One more with these values of the labels. */
  add(first: string, second: string): void {
    let sums = this.sums.get(first);
    if (!sums) {
      sums = new Map();
      this.sums.set(first, sums);
    }
    sums.set(second, (sums.get(second) ?? 0) + 1);
  }

  private handOver(counter: Counter, [first, second]: TallyWords['labels']): void {
    for (const [one, sums] of this.sums)
      for (const [other, sum] of sums) counter.inc({ [first]: one, [second]: other }, sum);
    this.sums.clear();
  }
}
