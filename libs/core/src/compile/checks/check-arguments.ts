/** Check: the arguments of tools are those that the tools take, and what is written out fits. Values that only an execution can
 *  tell are judged there. */
import { extendPointer, parsePointer } from '../../json/json-pointer.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value.js';
import { compileSchema, type ValueChecker, type ValueProblem } from '../../schema/index.js';
import type { ToolDescription } from '../../tool/tool.js';
import type { CompileEnvironment } from '../compile-environment.js';
import { describePlace, quote } from '../describe-value.js';
import { fieldOf, placeOf, type DocumentDraft, type NodeDraft } from '../draft.js';
import { errorAt, type Finding, type Place } from '../finding.js';
import { isLiteralAt, literalPart } from '../literal-part.js';
import { onePerPlace } from '../one-per-place.js';
import { maxIssues } from '../schema-issue.js';
import type { ParsedFields } from '../parse-fields.js';
import type { TemplateValue } from '../../expression/index.js';
import { unknownKeyFinding, unknownKeysOf, type UnknownKey } from '../unknown-key.js';

/** Findings about `tool_args` of the tools that exist. */
export function checkArguments(
  draft: DocumentDraft,
  fields: ParsedFields,
  environment: CompileEnvironment,
): readonly Finding[] {
  const checkers = new Map<string, ValueChecker>();
  return draft.nodes.flatMap((node) => {
    const tool = toolOf(node, environment);
    if (tool === undefined || node.object.faulty.has('tool_args')) return [];
    const check = checkers.get(tool.name) ?? compileSchema(tool.input);
    checkers.set(tool.name, check);
    return checkCall(callOf(node, tool, check, fields));
  });
}

function toolOf(node: NodeDraft, environment: CompileEnvironment): ToolDescription | undefined {
  const name = node.kind === 'tool' ? fieldOf(node.object, 'tool_name') : undefined;
  return name === undefined ? undefined : environment.findTool(name.value as string);
}

/** One call of a tool. */
interface Call {
  readonly tool: ToolDescription;
  readonly check: ValueChecker;
  /** The place of `tool_args`, also where there are none. */
  readonly place: Place;
  readonly given: JsonObject;
  readonly parsed: TemplateValue;
}

function callOf(node: NodeDraft, tool: ToolDescription, check: ValueChecker, fields: ParsedFields): Call {
  const parsed = fields.byNode[node.order]?.find(({ name }) => name === 'tool_args');
  const given = (parsed?.field.value ?? {}) as JsonObject;
  const value = parsed?.value ?? { kind: 'literal', value: given };
  return { tool, check, place: placeOf(node.object, 'tool_args'), given, parsed: value };
}

function checkCall(call: Call): readonly Finding[] {
  const { tool, given, place } = call;
  const known = Object.keys(propertiesOf(tool));
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

function propertiesOf({ input }: ToolDescription): JsonObject {
  const properties = isJsonObject(input) && Object.hasOwn(input, 'properties') ? input['properties'] : undefined;
  return isJsonObject(properties) ? properties : {};
}

/** Keys that the tool does not take, where it takes named ones only. */
function strangers({ tool, given }: Call): readonly string[] {
  const isClosed = isJsonObject(tool.input) && tool.input['additionalProperties'] === false;
  if (!isClosed || Object.hasOwn(tool.input, 'patternProperties')) return [];
  const properties = propertiesOf(tool);
  return Object.keys(given)
    .filter((key) => !Object.hasOwn(properties, key))
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

/** Required arguments that are not there under any spelling. One with a default is not really required. */
function missingNames({ tool, given }: Call, unknown: readonly UnknownKey[]): readonly string[] {
  const required = isJsonObject(tool.input) ? tool.input['required'] : undefined;
  if (!Array.isArray(required)) return [];
  return (required as readonly string[]).filter((name) => {
    const isGiven = Object.hasOwn(given, name) || unknown.some(({ meant }) => meant === name);
    const property = propertiesOf(tool)[name];
    return !isGiven && !(isJsonObject(property) && Object.hasOwn(property, 'default'));
  });
}

function missing(name: string, { tool, place }: Call): Finding {
  const at = { ...place, pointer: extendPointer(place.pointer, name) };
  const message = `${describePlace(at.pointer)} is missing: tool ${quote(tool.name)} needs it`;
  return errorAt(at, 'missing-argument', message, () => {
    const property = propertiesOf(tool)[name];
    const description = isJsonObject(property) ? property['description'] : undefined;
    return typeof description === 'string' ? { hint: description } : {};
  });
}

/** Asked last, of arguments that fit the schema. */
function ownRules({ tool, parsed, place }: Call): readonly Finding[] {
  const literals = literalPart(parsed);
  if (tool.judgeLiterals === undefined || !isJsonObject(literals)) return [];
  return tool.judgeLiterals(literals).map(({ code, pointer, message, hint }) => {
    const at = { ...place, pointer: place.pointer + pointer };
    return errorAt(at, code, `${describePlace(at.pointer)}: ${message}`, () => ({ hint }));
  });
}
