/** Takes members out of indexes that nobody needs any more, beside the calls of the store: no caller waits for it, and none fails with it.
 *  What it cannot take out now, it finds again later. */
import { CallPatience } from '../connection/call-patience.js';
import type { RedisConnection } from '../connection/redis-connection.js';
import { markDeadSeconds, markedAt, type IndexMember } from './index-mark.js';
import { pairText, seenMarks } from './label-plan.js';
import type { RecordIndex } from './record-index.js';
import { recordName } from './record-place.js';

/** How long the members of a counted index are not looked at again, in ms. */
const visitMs = 60_000;

/** So many members are looked at in one visit; the next one goes on behind them. */
const visitSize = 1_000;

/** More indexes than this are not remembered. */
const mostVisited = 1_000;

/** The tidying of all indexes of a store. */
export class IndexTidying {
  readonly #underWay = new Set<Promise<void>>();
  /** When each index may be visited again, and behind which key. */
  readonly #visits = new Map<string, { readonly notBefore: number; readonly after?: string }>();

  constructor(private readonly connection: RedisConnection) {}

  /** Takes out members that are certainly needed by nobody. */
  drop(index: RecordIndex, members: readonly IndexMember[]): void {
    this.#begin(index.drop(members));
  }

  /** Takes out those of these members that no record repeats, and that are too old to come into one. */
  clean(index: RecordIndex, members: readonly IndexMember[]): void {
    if (members.length > 0) this.#begin(this.#clean(index, members));
  }

  /** Cleans an index that is only counted, now and then: nobody looks at its records. */
  visit(index: RecordIndex): void {
    const last = this.#visits.get(index.name);
    if (last && last.notBefore > performance.now()) return;
    if (this.#visits.size >= mostVisited) this.#visits.clear();
    this.#begin(this.#visit(index, last?.after));
    this.#visits.set(index.name, { notBefore: performance.now() + visitMs });
  }

  /** Waits for what is under way. */
  async settle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  #begin(work: Promise<void>): void {
    const done: Promise<void> = work
      .catch(() => undefined)
      .then(() => {
        this.#underWay.delete(done);
      });
    this.#underWay.add(done);
  }

  /** First the clock, then the records: a mark that was dead before its record was read is not in one and never will be. */
  async #clean(index: RecordIndex, members: readonly IndexMember[]): Promise<void> {
    const deadAt = (await index.clock()) - markDeadSeconds;
    const dead = members.filter(({ mark }) => markedAt(mark) < deadAt);
    const isNeeded = await Promise.all(dead.map((member) => this.#isRepeated(index, member)));
    const spare = dead.filter((_, place) => !isNeeded[place]);
    if (spare.length > 0) await index.drop(spare);
  }

  async #isRepeated({ collection, pair }: RecordIndex, { key, mark }: IndexMember): Promise<boolean> {
    const name = recordName(this.connection, { collection, key });
    const [labels, marks] = (await this.connection.command('HMGET', name, 'labels', 'marks')) as [string?, string?];
    return seenMarks({ labels: labels ?? '', marks: marks ?? '' }).get(pairText(pair)) === mark;
  }

  async #visit(index: RecordIndex, after: string | undefined): Promise<void> {
    const bounds = after === undefined ? {} : { after };
    const members = await index.page(bounds, visitSize, new CallPatience(this.connection));
    await this.#clean(index, members);
    const last = members.length === visitSize ? { after: members.at(-1)!.key } : {};
    this.#visits.set(index.name, { notBefore: performance.now() + visitMs, ...last });
  }
}
