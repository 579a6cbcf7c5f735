/** Splits a parsed value into what is written out and what only an execution can tell. */
import type { TemplateValue } from '../../expression/index.js';
import { parsePointer } from '../../json/json-pointer.js';
import type { JsonObject, JsonValue } from '../../json/json-value.js';

/** The value without the members that hold expressions; a list counts only where all of it is written out. Undefined = nothing. */
export function literalPart(value: TemplateValue): JsonValue | undefined {
  if (value.kind === 'literal') return value.value;
  if (value.kind !== 'object') return undefined;
  const members = value.entries.map(([key, member]) => [key, literalPart(member)] as const);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined)) as JsonObject;
}

/** True when what stands at the pointer is written out to its last leaf, or is certain not to be there. */
export function isLiteralAt(value: TemplateValue, pointer: string): boolean {
  let part: TemplateValue | undefined = value;
  for (const token of parsePointer(pointer) ?? []) {
    if (part === undefined || (part.kind !== 'list' && part.kind !== 'object')) break;
    part = memberOf(part, token);
  }
  return part === undefined || part.kind === 'literal';
}

function memberOf(value: TemplateValue, token: string): TemplateValue | undefined {
  if (value.kind === 'list') return value.items[Number(token)];
  return value.kind === 'object' ? value.entries.find(([key]) => key === token)?.[1] : undefined;
}
