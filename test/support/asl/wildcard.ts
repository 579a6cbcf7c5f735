/** `StringMatches`: a text with `*` for any characters, as a condition without patterns. */
import { every, literal } from './cel.js';

/** The condition that a value is a text that looks so. `\*` is the character itself. */
export function matches(cel: string, pattern: string): string {
  const pieces = pattern
    .split(/(?<!\\)\*/)
    .map((piece) => piece.replaceAll(String.raw`\*`, '*').replaceAll(String.raw`\\`, '\\'));
  const first = pieces[0] as string;
  const isText = `type(${cel}) == "string"`;
  if (pieces.length === 1) return every([isText, `${cel} == ${literal(first)}`]);
  const last = pieces.at(-1) as string;
  const length = Array.from(first + last).length;
  const ends = [
    `size(${cel}) >= ${length}`,
    `${cel}.startsWith(${literal(first)})`,
    `${cel}.endsWith(${literal(last)})`,
  ];
  const inner = `${cel}.slice(${Array.from(first).length}, size(${cel}) - ${Array.from(last).length})`;
  return every([isText, ...ends, ...inOrder(inner, pieces.slice(1, -1))]);
}

/** Each piece stands behind the first place of the one before it. */
function inOrder(cel: string, [piece, ...others]: readonly string[]): readonly string[] {
  if (piece === undefined) return [];
  if (piece === '') return inOrder(cel, others);
  const behind = `${cel}.split(${literal(piece)}).slice(1).join(${literal(piece)})`;
  return [`${cel}.contains(${literal(piece)})`, ...inOrder(behind, others)];
}
