/** Adds an item to the end of a list between brackets, in the way the list is written: on one line, or one item on a line. Every other
 *  character stays. Pure. */

/** A list in a source. */
export interface BracketedList {
  readonly source: string;
  /** The same, with comments and strings blanked out. */
  readonly masked: string;
  /** Places of its brackets. */
  readonly open: number;
  readonly close: number;
}

/** Longest line that is left on one line. */
const width = 120;

/** The whole source with the item. */
export function appendItem(list: BracketedList, item: string): string {
  const { source, masked, open, close } = list;
  const inner = masked.slice(open + 1, close);
  const last = open + inner.trimEnd().length;
  if (inner.includes('\n')) return insertLine(list, last, item);
  const isEmpty = inner.trim() === '';
  const start = source.slice(0, isEmpty ? open + 1 : masked.charAt(last) === ',' ? last : last + 1);
  const end = source.slice(isEmpty ? open + 1 : last + 1);
  const gap = masked.charAt(open) === '{' ? ' ' : '';
  const added = isEmpty ? `${gap}${item}${gap}` : `, ${item}`;
  const whole = `${start}${added}${end}`;
  return lineAt(whole, open).length <= width ? whole : broken(list, item);
}

/** @param last place of the last character of an item, or of the opening bracket. */
function insertLine({ source, masked, open, close }: BracketedList, last: number, item: string): string {
  const isEmpty = last <= open;
  const comma = isEmpty || masked.charAt(last) === ',' ? '' : ',';
  const lineEnd = source.indexOf('\n', last);
  const isClosedThere = lineEnd < 0 || lineEnd > close;
  if (isClosedThere) return `${source.slice(0, last + 1)}${comma} ${item}${source.slice(last + 1)}`;
  const indent = isEmpty ? `${indentAt(source, open)}  ` : indentAt(source, last);
  const eol = source.charAt(lineEnd - 1) === '\r' ? '\r\n' : '\n';
  const rest = source.slice(last + 1, lineEnd).trimEnd();
  return `${source.slice(0, last + 1)}${comma}${rest}${eol}${indent}${item},${eol}${source.slice(lineEnd + 1)}`;
}

/** One item on a line. */
function broken({ source, masked, open, close }: BracketedList, item: string): string {
  const indent = indentAt(source, open);
  const eol = source.includes('\r\n') ? '\r\n' : '\n';
  const items = [...itemsOf(source, masked, open, close), item].map((each) => `${indent}  ${each},`);
  return `${source.slice(0, open + 1)}${eol}${items.join(eol)}${eol}${indent}${source.slice(close)}`;
}

function itemsOf(source: string, masked: string, open: number, close: number): readonly string[] {
  const items: string[] = [];
  let depth = 0;
  let start = open + 1;
  for (let at = open + 1; at <= close; at += 1) {
    const character = masked.charAt(at);
    if ('([{'.includes(character)) depth += 1;
    if (at === close || (character === ',' && depth === 0)) {
      items.push(source.slice(start, at).trim());
      start = at + 1;
    } else if (')]}'.includes(character)) depth -= 1;
  }
  return items.filter((each) => each !== '');
}

function lineAt(source: string, at: number): string {
  const end = source.indexOf('\n', at);
  return source.slice(source.lastIndexOf('\n', at) + 1, end < 0 ? undefined : end).trimEnd();
}

function indentAt(source: string, at: number): string {
  return /^[ \t]*/.exec(source.slice(source.lastIndexOf('\n', at) + 1))?.[0] ?? '';
}
