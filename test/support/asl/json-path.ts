/** JSONPath as an expression: names and places lead on from one value, everything else makes a list of what it finds. */
import { every, literal } from './cel.js';
import { NotClaimed } from './not-claimed.js';
import { contextObject, type Computed, type Context, type Scope } from './scope.js';

/** A part of a path. */
type Segment =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'place'; readonly index: number }
  | { readonly kind: 'every' }
  | { readonly kind: 'slice'; readonly start: string; readonly end: string }
  | { readonly kind: 'filter'; readonly path: readonly Segment[]; readonly operator: string; readonly operand: string };

const tokens: readonly (readonly [RegExp, (groups: readonly string[]) => Segment])[] = [
  [/^(?:\.\*|\[\*\])/, () => ({ kind: 'every' })],
  [/^\.([^.[\]\s()*@,'"]+)/, ([name = '']) => ({ kind: 'name', name })],
  [/^\['((?:[^'\\]|\\.)*)'\]/, ([name = '']) => ({ kind: 'name', name: name.replaceAll(String.raw`\'`, "'") })],
  [/^\["((?:[^"\\]|\\.)*)"\]/, ([name = '']) => ({ kind: 'name', name })],
  [/^\[(-?\d+)\]/, ([index]) => ({ kind: 'place', index: Number(index) })],
  [/^\[(-?\d*):(-?\d*)\]/, ([start = '', end = '']) => ({ kind: 'slice', start, end })],
  [
    /^\[\?\(\s*@((?:\.[\w-]+|\['[^']*'\])*)\s*(?:(==|!=|<=|>=|<|>)\s*('[^']*'|-?[\d.]+|true|false|null))?\s*\)\]/,
    filter,
  ],
];

/** What the service knows of itself. */
const ownNames: ReadonlySet<string> = new Set([
  '$$.Execution.Id',
  '$$.Execution.Name',
  '$$.Execution.RoleArn',
  '$$.Execution.StartTime',
  '$$.State.EnteredTime',
  '$$.StateMachine.Id',
  '$$.StateMachine.Name',
  '$$.Task.Token',
]);

/** Where something is, the name of the condition that it is there. */
interface Way {
  readonly cel: string;
  /** A condition for each part of the way, with the part as JSONPath writes it. Empty for a list of finds: that may be empty. */
  readonly parts: readonly { readonly there: string; readonly written: string }[];
  readonly isMany: boolean;
}

/** Reads a path. What is broken says, as the service does, how far the path led. */
export function readPath(path: string, scope: Scope): Computed {
  const way = follow(path, scope);
  const broken = way.parts.map((part, index) => ({
    when: every([...way.parts.slice(0, index).map(({ there }) => there), `!(${part.there})`]),
    message: messageOf(way.parts.slice(0, index + 1), index === way.parts.length - 1),
  }));
  return { cel: way.cel, broken };
}

/** The condition that a path leads to something. */
export function leadsSomewhere(path: string, scope: Scope): string {
  return every(follow(path, scope).parts.map(({ there }) => there));
}

/** The names of a path that has nothing but names. */
export function namesOf(path: string): readonly string[] {
  const segments = split(path.slice(1));
  return segments.map((segment) => {
    if (segment.kind !== 'name') throw new NotClaimed('reference-path', path);
    return segment.name;
  });
}

function messageOf(parts: Way['parts'], isLast: boolean): string {
  const written = `$${parts.map((part) => part.written).join('')}`;
  return isLast ? `No results for path: ${written}` : `Missing property in path ${written}`;
}

function follow(path: string, scope: Scope): Way {
  if (path.startsWith('$$')) return followContext(path, scope);
  const variable = /^\$([A-Za-z_]\w*)/.exec(path);
  if (!variable) return walk({ cel: scope.data, parts: [], isMany: false }, split(path.slice(1)));
  const [whole, name = ''] = variable;
  return walk({ cel: scope.vars, parts: [], isMany: false }, [
    { kind: 'name', name },
    ...split(path.slice(whole.length)),
  ]);
}

/** Into the context object. What the service calls itself may be sent to a task; in an output it could never be equal. */
function followContext(path: string, scope: Scope): Way {
  const segments = split(path.slice(2));
  let found: string | Context | undefined = scope.context;
  let used = 0;
  for (; typeof found === 'object' && used < segments.length; used += 1) found = found[nameAt(segments, used)];
  const isIdentity = [...ownNames].some(
    (name) => `${path}.`.startsWith(`${name}.`) || name.startsWith(path === '$$' ? path : `${path}.`),
  );
  if (found === undefined || (isIdentity && !scope.isSent)) throw new NotClaimed('service-identity', path);
  const cel = typeof found === 'string' ? found : contextObject(found);
  return walk({ cel, parts: [], isMany: false }, segments.slice(used));
}

function nameAt(segments: readonly Segment[], place: number): string {
  const segment = segments[place];
  return segment?.kind === 'name' ? segment.name : '';
}

function split(text: string): readonly Segment[] {
  if (text === '') return [];
  for (const [pattern, build] of tokens) {
    const match = pattern.exec(text);
    if (match) return [build(match.slice(1)), ...split(text.slice(match[0].length))];
  }
  throw new NotClaimed('json-path', text);
}

function filter([path = '', operator = '', operand = '']: readonly string[]): Segment {
  return {
    kind: 'filter',
    path: split(path),
    operator,
    operand: operand.replaceAll('"', String.raw`\"`).replaceAll("'", '"'),
  };
}

function walk(from: Way, segments: readonly Segment[]): Way {
  return segments.reduce((way, segment) => (way.isMany ? inMany(way, segment) : inOne(way, segment)), from);
}

function inOne(way: Way, segment: Segment): Way {
  if (segment.kind !== 'name' && segment.kind !== 'place') {
    return { ...way, cel: findIn(way.cel, segment), isMany: true };
  }
  const written = segment.kind === 'name' ? `['${segment.name}']` : `[${segment.index}]`;
  const part = { there: isThere(way.cel, segment), written };
  return { cel: memberOf(way.cel, segment), parts: [...way.parts, part], isMany: false };
}

function inMany(way: Way, segment: Segment): Way {
  const each = variableIn(way.cel);
  if (segment.kind !== 'name' && segment.kind !== 'place') {
    return { ...way, cel: `${way.cel}.map(${each}, ${findIn(each, segment)}).flatten()` };
  }
  const kept = `${way.cel}.filter(${each}, ${isThere(each, segment)})`;
  return { ...way, cel: `${kept}.map(${each}, ${memberOf(each, segment)})` };
}

function isThere(cel: string, segment: Segment): string {
  if (segment.kind === 'name') return `type(${cel}) == "object" && has(${memberOf(cel, segment)})`;
  const { index } = segment as { readonly index: number };
  return `type(${cel}) == "list" && size(${cel}) ${index < 0 ? `>= ${-index}` : `> ${index}`}`;
}

function memberOf(cel: string, segment: Segment): string {
  if (segment.kind === 'name') return `${cel}[${literal(segment.name)}]`;
  const { index } = segment as { readonly index: number };
  return index < 0 ? `${cel}[size(${cel}) - ${-index}]` : `${cel}[${index}]`;
}

/** All that a wildcard, a slice or a filter finds in one value. */
function findIn(cel: string, segment: Segment): string {
  const list = `(type(${cel}) == "object" ? values(${cel}) : type(${cel}) == "list" ? ${cel} : [])`;
  if (segment.kind === 'slice') {
    const end = segment.end === '' ? '' : `, ${segment.end}`;
    return `${list}.slice(${segment.start === '' ? '0' : segment.start}${end})`;
  }
  return segment.kind === 'filter' ? `${list}.filter(item, ${judgement(segment)})` : list;
}

function judgement(segment: Segment & { readonly kind: 'filter' }): string {
  const { cel, parts } = walk({ cel: 'item', parts: [], isMany: false }, segment.path);
  const there = parts.map((part) => part.there);
  if (segment.operator === '') return every(there);
  const isOrder = segment.operator.startsWith('<') || segment.operator.startsWith('>');
  const kind = segment.operand.startsWith('"') ? 'string' : 'number';
  const fits = isOrder ? [`type(${cel}) == "${kind}"`] : [];
  return every([...there, ...fits, `${cel} ${segment.operator} ${segment.operand}`]);
}

/** A name that the expression does not bind yet. */
function variableIn(cel: string): string {
  return `one${cel.split('.map(').length}`;
}
