/** Check: what nodes give to tools and to blueprints by name is what those take, and what is written out fits. Values that only an
 *  execution can tell are judged there. */
import type { TemplateValue } from '../../expression/index.js';
import { extendPointer, parsePointer } from '../../json/json-pointer.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value.js';
import type { ValueChecker, ValueProblem } from '../../schema/index.js';
import type { Analysis } from '../analyse/analysis.js';
import { calleeOf, givenMember, type Callee } from '../analyse/callee.js';
import type { ParsedFields } from '../analyse/parse-fields.js';
import { describePlace } from '../diagnostic/describe-value.js';
import { errorAt, type Finding, type Place } from '../diagnostic/finding.js';
import { placeOf, type NodeDraft } from '../read/draft.js';
import { maxIssues } from '../read/schema-issue.js';
import { unknownKeyFinding, unknownKeysOf, type UnknownKey } from '../read/unknown-key.js';
import { isLiteralAt, literalPart } from './literal-part.js';
import { onePerPlace } from './one-per-place.js';

/** Findings about `tool_args` and `inputs` of the tools and blueprints that exist. */
export function checkArguments(analysis: Analysis): readonly Finding[] {
  const checkers = new Map<string, ValueChecker>();
  return analysis.draft.nodes.flatMap((node) => {
    const callee = calleeOf(node, analysis);
    const member = givenMember(node);
    if (callee === undefined || member === undefined || node.object.faulty.has(member)) return [];
    const check = checkers.get(callee.key) ?? callee.makeChecker();
    checkers.set(callee.key, check);
    return checkCall(callOf({ node, member, callee, check }, analysis.fields));
  });
}

/** One call. */
interface Call {
  readonly callee: Callee;
  readonly check: ValueChecker;
  /** The place of what is given, also where there is nothing. */
  readonly place: Place;
  readonly given: JsonObject;
  readonly parsed: TemplateValue;
}

interface Caller {
  readonly node: NodeDraft;
  readonly member: string;
  readonly callee: Callee;
  readonly check: ValueChecker;
}

function callOf({ node, member, callee, check }: Caller, fields: ParsedFields): Call {
  const parsed = fields.byNode[node.order]?.find(({ name }) => name === member);
  const given = (parsed?.field.value ?? {}) as JsonObject;
  const value = parsed?.value ?? { kind: 'literal', value: given };
  return { callee, check, place: placeOf(node.object, member), given, parsed: value };
}

function checkCall(call: Call): readonly Finding[] {
  const { callee, given, place } = call;
  const known = Object.keys(callee.properties);
  const strange = strangers(call);
  const unknown =
    strange.length === 0
      ? noKeys
      : unknownKeysOf(given, strange, known, (meant, key) => fitsProperty(meant, key, call));
  const misfits = isAllComputed(call)
    ? []
    : onePerPlace(call.check(given)).filter((problem) => isCertain(problem, unknown, call));
  return [
    ...unknown.map((key) => unknownKeyFinding(key, given, place, known)),
    ...missingNames(call, unknown).map((name) => missing(name, call)),
    ...(misfits.length > 0 ? misfits.map((problem) => misfit(problem, call)) : ownRules(call)),
  ];
}

const noKeys: readonly UnknownKey[] = [];

/** Keys that the callee does not take, where it takes named ones only. */
function strangers({ callee, given }: Call): readonly string[] {
  if (!callee.isClosed) return [];
  return Object.keys(given)
    .filter((key) => !Object.hasOwn(callee.properties, key))
    .slice(0, maxIssues);
}

/** What holds an expression may fit; what is written out is judged. */
function fitsProperty(name: string, key: string, { check, given, parsed }: Call): boolean {
  if (!isLiteralAt(parsed, extendPointer('', key))) return true;
  return !check({ [name]: given[key] as JsonValue }).some(({ pointer }) => parsePointer(pointer)?.[0] === name);
}

/** True for a problem that no expression can mend and that no other finding tells already. */
function isCertain({ pointer, code }: ValueProblem, unknown: readonly UnknownKey[], { parsed }: Call): boolean {
  const [first, second] = parsePointer(pointer) ?? [];
  const isTold = second === undefined && (code === 'property-missing' || code === 'property-unexpected');
  return !isTold && !unknown.some(({ key }) => key === first) && isLiteralAt(parsed, pointer);
}

/** True when expressions make every argument: what such arguments are to be, no judgement of their texts can tell. */
function isAllComputed({ parsed }: Call): boolean {
  const isComputed = ({ kind }: TemplateValue): boolean => kind === 'expression' || kind === 'text';
  return parsed.kind === 'object' && parsed.entries.every(([, value]) => isComputed(value));
}

function misfit({ pointer, message }: ValueProblem, { place }: Call): Finding {
  const at = { ...place, pointer: place.pointer + pointer };
  return errorAt(at, 'validation-failed', `${describePlace(at.pointer)}: ${message}`);
}

/** Required arguments that are not there under any spelling. */
function missingNames({ callee, given }: Call, unknown: readonly UnknownKey[]): readonly string[] {
  return callee.required.filter((name) => {
    return !Object.hasOwn(given, name) && !unknown.some(({ meant }) => meant === name);
  });
}

function missing(name: string, { callee, place }: Call): Finding {
  const at = { ...place, pointer: extendPointer(place.pointer, name) };
  const message = `${describePlace(at.pointer)} is missing: ${callee.title} needs it`;
  return errorAt(at, 'missing-argument', message, () => {
    const property = callee.properties[name];
    const description = isJsonObject(property) ? property['description'] : undefined;
    return typeof description === 'string' ? { hint: description } : {};
  });
}

/** Asked last, of arguments that fit the schema. */
function ownRules({ callee, parsed, place }: Call): readonly Finding[] {
  const literals = literalPart(parsed);
  if (callee.judgeLiterals === undefined || !isJsonObject(literals)) return [];
  return callee.judgeLiterals(literals).map(({ code, pointer, message, hint }) => {
    const at = { ...place, pointer: place.pointer + pointer };
    return errorAt(at, code, `${describePlace(at.pointer)}: ${message}`, () => ({ hint }));
  });
}
