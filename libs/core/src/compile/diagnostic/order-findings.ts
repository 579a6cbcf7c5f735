/** Puts findings into the order in which a reader meets their places in the document, and keeps as many as may be shown. */
import { parsePointer } from '../../json/json-pointer.js';
import type { JsonValue } from '../../json/json-value.js';
import type { CompileLimits } from '../compile-environment.js';
import type { Diagnostic } from './diagnostic.js';
import { toDiagnostic, type Finding } from './finding.js';
import { TextMends } from './mend-text.js';

/** At most `maxDiagnostics` findings in document order. Errors crowd out warnings: a refusal always shows why. */
export function orderFindings(
  findings: readonly Finding[],
  document: JsonValue,
  { maxDiagnostics: max }: CompileLimits,
): readonly Diagnostic[] {
  const positions = new Positions(document);
  const ordered = findings
    .map((finding) => ({ finding, position: positions.of(finding.pointer) }))
    .sort((left, right) => comparePositions(left.position, right.position))
    .map(({ finding }) => finding);
  const errors = ordered.filter((finding) => finding.severity === 'error').slice(0, max);
  const warnings = ordered.filter((finding) => finding.severity === 'warning').slice(0, max - errors.length);
  const shown = new Set([...errors, ...warnings]);
  const mends = new TextMends();
  return ordered.filter((finding) => shown.has(finding)).map((finding) => toDiagnostic(finding, mends));
}

/** Translates pointers into paths of positions. Keys of an object are counted once, however many findings it has. */
class Positions {
  readonly #keys = new Map<object, ReadonlyMap<string, number>>();

  constructor(private readonly document: JsonValue) {}

  of(pointer: string): readonly number[] {
    let value: JsonValue | undefined = this.document;
    return (parsePointer(pointer) ?? []).map((token) => {
      if (typeof value !== 'object' || value === null) return Infinity;
      const position = Array.isArray(value) ? Number(token) : this.#positionOf(token, value);
      value = Object.hasOwn(value, token) ? (value as Readonly<Record<string, JsonValue>>)[token] : undefined;
      return position;
    });
  }

  /** What is missing comes after what is there. */
  #positionOf(key: string, object: object): number {
    let keys = this.#keys.get(object);
    if (keys === undefined) {
      keys = new Map(Object.keys(object).map((name, index) => [name, index]));
      this.#keys.set(object, keys);
    }
    return keys.get(key) ?? Infinity;
  }
}

function comparePositions(left: readonly number[], right: readonly number[]): number {
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const [first, second] = [left[index] as number, right[index] as number];
    if (first !== second) return first < second ? -1 : 1;
  }
  return left.length - right.length;
}
