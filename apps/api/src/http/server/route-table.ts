/** The routes of the server, to tell an unknown path from an unknown method. Filled while routes are registered, then only read. */

/** A route's path, cut at its slashes, and its methods. */
interface KnownPath {
  readonly segments: readonly string[];
  readonly methods: Set<string>;
}

/** Knows which methods a path has. */
export class RouteTable {
  readonly #paths = new Map<string, KnownPath>();

  /** Takes in a route as Fastify names it: `:name` stands for one segment, `*` for all that follow. */
  add(method: string | readonly string[], url: string): void {
    const segments = segmentsOf(url);
    const key = segments.join('/');
    const known = this.#paths.get(key) ?? { segments, methods: new Set() };
    for (const each of [method].flat()) known.methods.add(each);
    this.#paths.set(key, known);
  }

  /** The methods of all routes that match the path, in alphabetical order; none for an unknown path. */
  methodsOf(path: string): readonly string[] {
    const segments = segmentsOf(path).map(decoded);
    const matching = [...this.#paths.values()].filter((known) => matches(known.segments, segments));
    return [...new Set(matching.flatMap(({ methods }) => [...methods]))].sort();
  }
}

/** One slash at the end does not count, as in the router. */
function segmentsOf(path: string): readonly string[] {
  return path.replace(/(?<=.)\/$/, '').split('/');
}

function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  if (pattern.at(-1) === '*') return startsLike(pattern.slice(0, -1), segments);
  return pattern.length === segments.length && startsLike(pattern, segments);
}

function startsLike(pattern: readonly string[], segments: readonly string[]): boolean {
  return pattern.every((part, index) => (part.startsWith(':') ? Boolean(segments[index]) : part === segments[index]));
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
