/**
 * One judgement of one value: where it is, what it notes. It never keeps anything longer than that; its work is counted by
 * the work meter.
 */
import type { JsonValue } from '../json/json-value.js';
import type { EvaluatedParts } from './evaluated-parts.js';
import type { Judge } from './judge.js';
import type { KeywordRefusal, RefusalDetails } from './keyword-refusal.js';
import type { SchemaResource } from './schema-document.js';
import { MAX_JUDGEMENT_DEPTH } from './schema-limits.js';
import { escapeToken } from './subschemas.js';
import { spendWork } from './work-meter.js';

/** What a judgement notes of refusals: nothing, the first and what led to it, or all. */
export type Thoroughness = 'verdict' | 'first' | 'all';

/** The judgement has gone too deep into a value or a schema. */
export class JudgementTooDeep extends Error {}

/** A judgement without notes never says where it is. */
const NO_PATH: (string | number)[] = [];

/** The state of a judgement. */
export class Judgement {
  /** The schema resources that lead here, outermost first: what `$dynamicRef` looks through. */
  readonly scope: SchemaResource[];
  readonly #path: (string | number)[];
  readonly #goesOn: boolean;
  #refusals: KeywordRefusal[] | undefined;
  #propertyName: string | undefined;
  #depth = 0;

  constructor(thoroughness: Thoroughness, outermost: SchemaResource) {
    this.scope = [outermost];
    this.#path = thoroughness === 'verdict' ? NO_PATH : [];
    this.#goesOn = thoroughness === 'all';
    this.#refusals = thoroughness === 'verdict' ? undefined : [];
  }

  /** What has been refused; empty when the judgement takes no notes. */
  get refusals(): readonly KeywordRefusal[] {
    return this.#refusals ?? [];
  }

  /** True when refusals are noted at this place. */
  get takesNotes(): boolean {
    return this.#refusals !== undefined;
  }

  /** True when a keyword that has refused is to look for more. */
  get goesOn(): boolean {
    return this.#goesOn && this.#refusals !== undefined;
  }

  /** Notes a refusal, and is false as the verdict is. */
  refuse(keyword: string, details: RefusalDetails, value: JsonValue): false {
    if (this.#refusals !== undefined) this.#note(this.#refusals, { keyword, details, value });
    return false;
  }

  /** Judges a member or an item of the value at hand. */
  judgePart(judge: Judge, part: JsonValue, key: string | number): boolean {
    if (this.#refusals === undefined) return judge(part, this, undefined);
    this.#path.push(key);
    const fits = judge(part, this, undefined);
    this.#path.pop();
    return fits;
  }

  /** Judges the name of a member of the value at hand. */
  judgeName(judge: Judge, name: string): boolean {
    this.#propertyName = name;
    const fits = judge(name, this, undefined);
    this.#propertyName = undefined;
    return fits;
  }

  /** Judges without notes, where a refusal is no problem of the value. */
  judgeQuietly(judge: Judge, value: JsonValue, parts?: EvaluatedParts): boolean {
    const refusals = this.#refusals;
    this.#refusals = undefined;
    const fits = judge(value, this, parts);
    this.#refusals = refusals;
    return fits;
  }

  /** How much has been noted; see `forgetSince`. */
  get noted(): number {
    return this.#refusals?.length ?? 0;
  }

  /** Takes back what has been noted since: an alternative that was refused while another one fits. */
  forgetSince(noted: number): void {
    if (this.#refusals !== undefined) this.#refusals.length = noted;
  }

  /** Goes one schema deeper. Every way that can lead deeper without end comes through here. */
  enter(): void {
    this.#depth += 1;
    if (this.#depth > MAX_JUDGEMENT_DEPTH) throw new JudgementTooDeep('A judgement has gone too deep.');
  }

  /** Comes back from `enter`. */
  leave(): void {
    this.#depth -= 1;
  }

  #note(refusals: KeywordRefusal[], refusal: Omit<KeywordRefusal, 'pointer' | 'propertyName'>): void {
    spendWork(1 + this.#path.length);
    const pointer = this.#path.map((key) => `/${escapeToken(String(key))}`).join('');
    refusals.push({
      ...refusal,
      pointer,
      ...(this.#propertyName !== undefined && { propertyName: this.#propertyName }),
    });
  }
}
