/** Whether a version is within a range, as npm writes ranges. Versions of iceOS are `major.minor.patch` and nothing else, so what npm says of
 *  pre-releases does not matter here. Pure. */

type Version = readonly [major: number, minor: number, patch: number];

/** From the first version on, and below the second. */
type Span = readonly [from: Version, below: Version];

const end: Version = [Infinity, 0, 0];
const comparator = /^(\^|~|>=|<=|>|<|=)?v?(\d{1,9}|[x*])(?:\.(\d{1,9}|[x*]))?(?:\.(\d{1,9}|[x*]))?$/i;

/** True or false; null where the text is no range. */
export function satisfiesRange(version: string, range: string): boolean | null {
  const ways = range.split('||').map((way) => spansOf(way.trim()));
  const wanted = comparator.exec(version)?.slice(2).map(Number);
  if (wanted === undefined || ways.some((way) => way === null)) return null;
  const [major = 0, minor = 0, patch = 0] = wanted;
  return ways.some((way) => way?.every((span) => isWithin([major, minor, patch], span)));
}

/** The spans that a version has to be in all at once; null where one of them cannot be read. */
function spansOf(way: string): readonly Span[] | null {
  const texts = way.replace(/(\^|~|>=|<=|>|<|=)\s+/g, '$1').split(/\s+/);
  const spans = texts.map(spanOf);
  return spans.every((span) => span !== null) ? spans : null;
}

function spanOf(text: string): Span | null {
  const match = comparator.exec(text);
  if (!match) return null;
  const [, operator = '=', ...parts] = match;
  const known = knownParts(parts);
  const from: Version = [known[0] ?? 0, known[1] ?? 0, known[2] ?? 0];
  const after = nextAfter(known);
  const spans: Readonly<Record<string, Span>> = {
    '=': [from, after],
    '^': [from, nextAfter(known.slice(0, firstOfWeight(known)))],
    '~': [from, nextAfter(known.slice(0, 2))],
    '>=': [from, end],
    '<': [[0, 0, 0], from],
    '<=': [[0, 0, 0], after],
    '>': [after, end],
  };
  return spans[operator] ?? null;
}

/** `1.x.3` is `1`: what stands behind a wildcard says nothing. */
function knownParts(parts: readonly (string | undefined)[]): readonly number[] {
  const unknown = parts.findIndex((part) => part === undefined || /[x*]/i.test(part));
  return parts.slice(0, unknown < 0 ? parts.length : unknown).map(Number);
}

/** A caret holds the first number that is not 0, and those before it; of 0.0 alone, both. */
function firstOfWeight(known: readonly number[]): number {
  const index = known.findIndex((number) => number > 0);
  return index < 0 ? known.length : index + 1;
}

/** The first version that does not begin with these numbers. */
function nextAfter(known: readonly number[]): Version {
  if (known.length === 0) return end;
  const raised = known.map((number, index) => (index === known.length - 1 ? number + 1 : number));
  return [raised[0] ?? 0, raised[1] ?? 0, raised[2] ?? 0];
}

function isWithin(version: Version, [from, below]: Span): boolean {
  return compare(version, from) >= 0 && compare(version, below) < 0;
}

function compare(one: Version, other: Version): number {
  const index = one.findIndex((number, at) => number !== other[at]);
  return index < 0 ? 0 : Math.sign((one[index] ?? 0) - (other[index] ?? 0));
}
