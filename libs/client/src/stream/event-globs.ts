/** Which events are wanted, by the same globs as the server's: `*` stands for any characters, also none. Event streams over HTTP know no
 *  filter, so it is applied here as well. */
import { isEvent, type StreamItem } from './stream-item.js';

/** Globs on the path of the node run and on the event type; absent wants all. A filter on nodes leaves out the execution's own events. */
export interface EventGlobs {
  readonly nodes?: readonly string[];
  readonly types?: readonly string[];
}

/** Tells whether something is wanted. */
export function globTest({ nodes, types }: EventGlobs): (item: StreamItem) => boolean {
  const hasPath = nodes ? anyOf(nodes) : () => true;
  const hasType = types ? anyOf(types) : () => true;
  return (item) => !isEvent(item) || (hasPath(item.path) && hasType(item.type));
}

function anyOf(globs: readonly string[]): (text: string | undefined) => boolean {
  const tests = globs.map(matcher);
  return (text) => text !== undefined && tests.some((test) => test(text));
}

/** Each piece between two stars at the first place where it fits: linear in the text. */
function matcher(glob: string): (text: string) => boolean {
  const [first = '', ...pieces] = glob.split('*');
  const last = pieces.pop();
  if (last === undefined) return (text) => text === glob;
  return (text) => {
    const end = text.length - last.length;
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    return endOf(pieces, text, first.length) <= end;
  };
}

/** Where the last piece ends; Infinity where one is missing. */
function endOf(pieces: readonly string[], text: string, start: number): number {
  return pieces.reduce((at, piece) => {
    const found = at === Infinity ? -1 : text.indexOf(piece, at);
    return found === -1 ? Infinity : found + piece.length;
  }, start);
}
