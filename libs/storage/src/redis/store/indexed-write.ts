/**
 * One write of a record, with its indexes. They lie under other tags than the record, so no script can change both, and what may never
 * happen is that a record stands in the store without a member in each of its indexes. Hence the order:
 *
 * 1. A write that changes no labels is one script, and that is all.
 * 2. One that does first adds a member to each index that is new to the record. Every member has a mark of its own, so writers of the same
 *    record never share a member, and each takes away its own without a look at the others.
 * 3. Then the script writes the record with its marks, if its labels and marks are still those that were planned for; otherwise it says
 *    what they are, and the plan is made anew. It refuses marks that are older than 30 s by the clock of Redis (`markUsableSeconds`).
 * 4. Then the members go that this write took out of the record, or that it added and did not need. No other write relies on them: one
 *    that keeps a mark has planned for labels that are there no more, and plans anew.
 *
 * A process that ends in between leaves members behind that no record repeats. Scans do not show them, since they look at the record, and
 * take them away once they are older than 60 s (`index-tidying`): by then no write can bring their marks into a record any more, and a mark
 * that a record has dropped never comes back.
 *
 * A write whose answer is lost is sent again with the same token. Redis knows for 30 s which tokens were executed, and a repeat carries the
 * second after which it may not happen any more, so none comes after its token is forgotten.
 */
import type { Labels } from '@ice/core';
import type { LabelPair } from '../../request/label-pairs.js';
import type { CallPatience } from '../connection/call-patience.js';
import { markedAt, markUsableSeconds, type IndexMark } from './index-mark.js';
import type { IndexTidying } from './index-tidying.js';
import { indexedPairs, nothingSeen, pairText, seenMarks, textPair, type SeenLabels } from './label-plan.js';
import type { RecordIndex } from './record-index.js';

/** What a script that writes a record is told, beyond the write itself. */
export interface WritePlan {
  /** Second after which the marks may not be used any more; infinite without new ones. */
  readonly usableUntil: number;
  readonly seen: SeenLabels;
  /** Empty: nothing was planned. */
  readonly marks: string;
}

/** The answer of such a script. */
export type ScriptAnswer = readonly [kind: string, ...details: readonly (string | number | null)[]];

/** What is written, and how. */
export interface IndexedWriteParts {
  readonly key: string;
  readonly labels: Labels;
  readonly token: string;
  /** True when the writer believes that there is no record yet: then indexes come first. */
  readonly isNew: boolean;
  readonly patience: CallPatience;
  readonly tidying: IndexTidying;
  indexOf(pair: LabelPair | null): RecordIndex;
  /** Runs the script until it answers. */
  send(plan: WritePlan): Promise<ScriptAnswer>;
}

/** Writes once. */
export class IndexedWrite {
  /** Marks of the members that were added, by the pair of their index. */
  readonly #added = new Map<string, IndexMark>();

  constructor(private readonly parts: IndexedWriteParts) {}

  /** The answer of the script, which is never `plan`. @throws IceError `store-unavailable`. */
  async run(): Promise<ScriptAnswer> {
    for (let seen = this.parts.isNew ? nothingSeen : null; ;) {
      const marks = seen ? await this.#planMarks(seen) : null;
      const answer = await this.#send(seen ?? nothingSeen, marks);
      if (answer[0] !== 'plan') {
        this.#tidy(answer, seen ?? nothingSeen, marks ?? []);
        return answer;
      }
      seen = { labels: String(answer[1]), marks: String(answer[2]) };
    }
  }

  /** Marks for all indexes of the record as it will be: those that it has, and new ones. */
  #planMarks(seen: SeenLabels): Promise<readonly IndexMark[]> {
    const known = seenMarks(seen);
    return Promise.all(
      indexedPairs(this.parts.labels).map(async (pair) => {
        const text = pairText(pair);
        const mark = known.get(text) ?? this.#added.get(text);
        return mark ?? this.#add(text, this.parts.indexOf(pair));
      }),
    );
  }

  async #add(text: string, index: RecordIndex): Promise<IndexMark> {
    const { key, token, patience } = this.parts;
    const mark = await patience.until(() => index.add(key, token));
    this.#added.set(text, mark);
    return mark;
  }

  #send(seen: SeenLabels, marks: readonly IndexMark[] | null): Promise<ScriptAnswer> {
    const limits = [...this.#added.values()].map((mark) => markedAt(mark) + markUsableSeconds);
    return this.parts.send({ usableUntil: Math.min(...limits), seen, marks: marks?.join(' ') ?? '' });
  }

  /** Takes members away that are certainly needed by nobody. The rest is left to the cleaner. */
  #tidy([kind]: ScriptAnswer, seen: SeenLabels, marks: readonly IndexMark[]): void {
    if (kind === 'repeated') return;
    const isWritten = kind === 'planned' || kind === 'kept';
    // A refusal says nothing about an earlier try that is still on its way.
    if (!isWritten && this.parts.patience.isLost) return;
    const needed = new Map(kind === 'planned' ? this.#pairTexts().map((text, place) => [text, marks[place]]) : []);
    const all = [...this.#added, ...(kind === 'planned' ? seenMarks(seen) : [])];
    const spare = all.filter(([text, mark]) => needed.get(text) !== mark);
    for (const [text, mark] of spare)
      this.parts.tidying.drop(this.parts.indexOf(textPair(text)), [{ key: this.parts.key, mark }]);
  }

  #pairTexts(): readonly string[] {
    return indexedPairs(this.parts.labels).map(pairText);
  }
}
