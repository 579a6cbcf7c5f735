/** Values and places in words, for messages. Cut short: what a document holds is never echoed at length. */
import { parsePointer } from '../../json/json-pointer.js';
import type { JsonValue } from '../../json/json-value.js';

/** `"hot"`, `12`, `null`, `a list`, `an object`, `nothing`. */
export function describeValue(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

/** The text in quotes, at most 60 characters of it. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
}

/** A pointer as people write places: `/nodes/2/tool_args/x-y` → `nodes[2].tool_args["x-y"]`; the whole document is `blueprint`. */
export function describePlace(pointer: string): string {
  const tokens = parsePointer(pointer) ?? [];
  return tokens.map(describeToken).join('').replace(/^\./, '') || 'blueprint';
}

function describeToken(token: string): string {
  if (/^[0-9]{1,9}$/.test(token)) return `[${token}]`;
  return /^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(token) ? `.${token}` : `[${quote(token)}]`;
}

/** `"a", "b" or "c"`; at most 24 of them. */
export function listOf(words: readonly string[], conjunction: 'or' | 'and' = 'or'): string {
  if (words.length > 24) return `${words.slice(0, 24).join(', ')}, …`;
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}
