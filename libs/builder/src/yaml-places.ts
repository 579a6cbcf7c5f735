/** Where the values of a YAML text stand, by JSON pointer. Reads the parser's events only: it never makes a value, and the text has been
 *  read without a fault before. */
import { EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, type Event, type ScalarEvent } from 'js-yaml';

/** A place in a text; both count from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** Gives the place of a pointer: of the value itself, or of the nearest thing around it where it is not there. Linear, once. */
export function yamlPlaces(text: string, maxDepth: number): (pointer: string) => TextPlace {
  const offsets = offsetsOf(text, parseEvents(text, { maxDepth }));
  const lineStarts = lineStartsOf(text);
  return (pointer) => {
    let known = pointer;
    while (known !== '' && !offsets.has(known)) known = known.slice(0, known.lastIndexOf('/'));
    return textPlace(offsets.get(known) ?? 0, lineStarts);
  };
}

/** A list or mapping that is being read. */
interface Container {
  readonly pointer: string;
  readonly isMapping: boolean;
  /** Items so far, of a list. */
  count: number;
  /** The key whose value comes next, of a mapping. */
  key: string | null;
}

/** Pointer to offset of every value. */
function offsetsOf(text: string, events: readonly Event[]): ReadonlyMap<string, number> {
  const offsets = new Map<string, number>();
  const open: (Container | null)[] = [];
  for (const event of events) {
    const container = open.at(-1) ?? null;
    if (event.type === EVENT_ID.POP) open.pop();
    else if (event.type === EVENT_ID.DOCUMENT) open.push(null);
    else if (container !== null && isKey(event, container)) container.key = escape(getScalarValue(text, event));
    else {
      const pointer = nextPointer(container);
      offsets.set(pointer, startOf(event));
      if (event.type === EVENT_ID.MAPPING) open.push({ pointer, isMapping: true, count: 0, key: null });
      if (event.type === EVENT_ID.SEQUENCE) open.push({ pointer, isMapping: false, count: 0, key: null });
    }
  }
  return offsets;
}

function isKey(event: Event, container: Container): event is ScalarEvent {
  return event.type === EVENT_ID.SCALAR && container.isMapping && container.key === null;
}

/** The pointer of the value that begins now; its container goes on to the next one. */
function nextPointer(container: Container | null): string {
  if (container === null) return '';
  if (!container.isMapping) return `${container.pointer}/${container.count++}`;
  const { key } = container;
  container.key = null;
  return `${container.pointer}/${key ?? ''}`;
}

function escape(key: string): string {
  return key.replace(/~/g, '~0').replace(/\//g, '~1');
}

/** A quoted text begins at its quote, an alias (which is refused anyway) at its name. */
function startOf(event: Exclude<Event, { type: typeof EVENT_ID.POP | typeof EVENT_ID.DOCUMENT }>): number {
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart;
  if (event.type !== EVENT_ID.SCALAR) return event.start;
  const isQuoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
  return isQuoted ? event.valueStart - 1 : event.valueStart;
}

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** By bisection: documents have as many places as lines. */
function textPlace(offset: number, lineStarts: readonly number[]): TextPlace {
  let [low, high] = [0, lineStarts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lineStarts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lineStarts[low] as number) + 1 };
}
