/** Which events of an execution a watcher wants: globs on the path of the node run and on the event type. Matching is linear in the
 *  text for every pattern, since patterns come from outside. */
import type { ExecutionEvent } from '@ice/core';

/** Globs as they are sent; null or absent wants all. `*` stands for any characters, also none; everything else for itself. */
export interface Globs {
  readonly nodes?: readonly string[] | null | undefined;
  readonly types?: readonly string[] | null | undefined;
}

type Test = (text: string) => boolean;

/** A compiled filter. */
export class EventFilter {
  private readonly matchesPath: Test | null;
  private readonly matchesType: Test | null;

  constructor(readonly globs: Globs = {}) {
    this.matchesPath = globs.nodes ? anyOf(globs.nodes) : null;
    this.matchesType = globs.types ? anyOf(globs.types) : null;
  }

  /** True for an event that is wanted. Events of the execution itself have no path, so a filter on nodes leaves them out. */
  wants(event: ExecutionEvent): boolean {
    return this.wantsPath(event.path) && (this.matchesType === null || this.matchesType(event.type));
  }

  /** True for a node run that is wanted. */
  wantsPath(path: string | undefined): boolean {
    return this.matchesPath === null || (path !== undefined && this.matchesPath(path));
  }

  /** This filter with the globs that are given; null takes a filter away. */
  with(globs: Globs): EventFilter {
    const { nodes = this.globs.nodes, types = this.globs.types } = globs;
    return new EventFilter({ nodes, types });
  }
}

function anyOf(globs: readonly string[]): Test {
  const tests = globs.map(matcher);
  return (text) => tests.some((test) => test(text));
}

function matcher(glob: string): Test {
  const [first = '', ...middle] = glob.split('*');
  const last = middle.pop();
  if (last === undefined) return (text) => text === glob;
  return (text) => text.startsWith(first) && text.endsWith(last) && holds(text, middle, first.length, last.length);
}

/** The pieces between the first and the last star, each at the first place where it fits. */
function holds(text: string, pieces: readonly string[], startAt: number, lastLength: number): boolean {
  const end = text.length - lastLength;
  let at = startAt;
  for (const piece of pieces) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return at <= end;
}
