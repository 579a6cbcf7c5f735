/** Writes the arguments of a tool from what is in scope; what nothing in scope can give becomes an input of the blueprint. */
import type { JsonObject, JsonValue } from '../json/json-value.js';
import type { ToolDescription } from '../tool/tool.js';
import { isNullable, withoutNull, type Type } from '../type/index.js';
import { memberNeeds, toolNeeds, type Need } from './need.js';
import { sureSource, type RankedSource } from './rank-sources.js';
import { templateOf, type Source } from './source.js';

/** How a tool can be called at a place. */
export interface Wiring {
  readonly tool: ToolDescription;
  readonly args: JsonObject;
  /** What feeds it. */
  readonly used: readonly Source[];
  /** Needs that only a new input can satisfy: their arguments are still missing in `args`. */
  readonly open: readonly Need[];
  /** 0 to 1: how sure the wires of its required arguments are; 0 where there are none. */
  readonly score: number;
}

/** Wires a tool; null where a required argument can neither be read nor be an input. */
export function wireTool(tool: ToolDescription, sources: readonly Source[]): Wiring | null {
  const wires: Wire[] = [];
  const open: Need[] = [];
  const args: Record<string, JsonValue> = {};
  const foreign = sources.filter((source) => !isMadeBy(tool, source));
  for (const need of toolNeeds(tool)) {
    const wire = need.required ? wireNeed(need, sources) : wireOptional(need, foreign);
    if (wire !== null) {
      wires.push(wire);
      args[need.name] = wire.value;
    } else if (need.required && isScalar(need.type)) open.push(need);
    else if (need.required) return null;
  }
  const scores = wires.filter(({ required }) => required).map(({ score }) => score);
  const score = scores.reduce((sum, one) => sum + one, 0) / Math.max(1, scores.length);
  return { tool, args, open, score, used: wires.flatMap(({ used }) => used) };
}

/** True for a source that the same tool gives: what an answer says and what a request says have the same names. */
export function isMadeBy({ name }: ToolDescription, { origin }: Source): boolean {
  return origin.kind === 'node' && origin.node.object.values['tool_name'] === name;
}

/** A value for one need. */
interface Wire {
  readonly value: JsonValue;
  readonly used: readonly Source[];
  readonly score: number;
  readonly required: boolean;
}

function wireNeed(need: Need, sources: readonly Source[]): Wire | null {
  const found = sureSource(need, sources);
  if (found !== undefined) return wireOf(found, true);
  return composeObject(need, sources);
}

function wireOf({ source, score }: RankedSource, required: boolean): Wire {
  return { value: templateOf(source), used: [source], score, required };
}

/** From here on an optional need is surely the same thing. */
const sameEvidence = 0.9;

function wireOptional(need: Need, sources: readonly Source[]): Wire | null {
  const found = sureSource(need, sources, sameEvidence);
  return found === undefined ? null : wireOf(found, false);
}

/** An object from its members: required ones must be found; of the others those that are surely meant, and those that every
 *  example has where there is something for them. */
function composeObject(need: Need, sources: readonly Source[]): Wire | null {
  const value: Record<string, JsonValue> = {};
  const wires: Wire[] = [];
  let lacking = 0;
  for (const member of memberNeeds(need)) {
    const wire = wireMember(member, sources);
    if (wire === null && member.required) return null;
    if (wire === null) {
      if (member.customary) lacking += 1;
      continue;
    }
    wires.push(wire);
    value[member.name] = wire.value;
  }
  if (wires.length === 0) return null;
  const score = wires.reduce((sum, wire) => sum + wire.score, 0) / (wires.length + lacking);
  const more = isOpenObject(need.type) ? unreadScalars(sources, value) : [];
  for (const source of more) value[source.name] = templateOf(source);
  return { value, used: [...wires.flatMap(({ used }) => used), ...more], score, required: true };
}

function isOpenObject(type: Type): boolean {
  const object = withoutNull(type);
  return object.kind === 'object' && object.rest !== null;
}

/** What the nodes of this block have made and nobody has read: an object that takes anything takes it along. */
function unreadScalars(sources: readonly Source[], taken: JsonObject): readonly Source[] {
  const unread = sources.filter(({ origin, dangling, depth, distance, type, name }) => {
    const isOwn = origin.kind === 'node' && distance === 0 && depth === 1;
    return isOwn && dangling && isScalar(type) && !isNullable(type) && !Object.hasOwn(taken, name);
  });
  return [...new Map(unread.map((source) => [source.name, source])).values()];
}

function wireMember(member: Need, sources: readonly Source[]): Wire | null {
  const found = sureSource(member, sources, member.required || member.customary ? undefined : sameEvidence);
  return found === undefined ? null : wireOf(found, member.required);
}

/** What a person can type into a form. */
export function isScalar(type: Type): boolean {
  const kinds = optionKinds(withoutNull(type));
  return kinds.length > 0 && kinds.every((kind) => kind === 'string' || kind === 'number' || kind === 'boolean');
}

function optionKinds(type: Type): readonly string[] {
  return type.kind === 'union' ? type.options.map(({ kind }) => kind) : [type.kind];
}

/** A text that may be null reads as nothing there. */
export function textExpression({ type, expression }: Source): string {
  return isNullable(type) ? `default(${expression}, "")` : expression;
}
