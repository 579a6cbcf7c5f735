/** Judges one object of the document by its flat schema: what is wrong with it becomes findings, what is right becomes a draft.
 *  A key that is unmistakably a misspelling counts as the key that was meant, so that one slip gives one finding. */
import type { z } from 'zod';
import { extendPointer } from '../../json/json-pointer.js';
import type { JsonObject, JsonValue } from '../../json/json-value.js';
import { nearestName } from '../../json/nearest-name.js';
import { describePlace, describeValue, quote } from '../diagnostic/describe-value.js';
import { errorAt, type Advice, type Finding, type Place } from '../diagnostic/finding.js';
import type { ObjectDraft } from './draft.js';
import { fitsAt, knownKeys } from './schema-at.js';
import { schemaIssues, type SchemaIssue } from './schema-issue.js';
import { unknownKeyFinding, unknownKeysOf, type UnknownKey } from './unknown-key.js';

/** The draft, and what is wrong. */
export interface ObjectReading {
  readonly draft: ObjectDraft;
  readonly findings: readonly Finding[];
}

/** Reads `object`. Wrong values of the members in `judgedElsewhere` make no findings (missing ones do). */
export function readObject(
  object: JsonObject,
  place: Place,
  schema: z.ZodObject,
  judgedElsewhere: readonly string[] = [],
): ObjectReading {
  const parsed = schema.safeParse(object);
  if (parsed.success) return { draft: soundDraft(object, place), findings: [] };
  const unknown = pairKeys(object, topLevelKeys(schemaIssues(parsed.error.issues)), schema, []);
  const written = new Map(
    unknown.flatMap(({ key, meant, fits }) => (meant !== undefined && fits ? [[meant, key]] : [])),
  );
  const values = renamed(object, written);
  const issues = schemaIssues(schema.safeParse(values).error?.issues ?? []);
  const draft = { ...place, values, written, faulty: faultyNames(issues, unknown), clean: false };
  const reading: Reading = { draft, schema, judgedElsewhere, meant: new Set(), told: new Set() };
  const findings = [
    ...reportKeys(unknown, [], object, reading),
    ...unknownFirst(issues).flatMap((issue) => report(issue, reading)),
  ];
  return { draft, findings };
}

/** A draft of an object that the schema has nothing to say about. */
export function soundDraft(values: JsonObject, place: Place): ObjectDraft {
  return { pointer: place.pointer, nodeId: place.nodeId, values, written: noNames, faulty: noFaults, clean: true };
}

const noNames: ReadonlyMap<string, string> = new Map();
const noFaults: ReadonlySet<string> = new Set();

interface Reading {
  readonly draft: ObjectDraft;
  readonly schema: z.ZodObject;
  readonly judgedElsewhere: readonly string[];
  /** Pointers of keys that are not missing but misspelt. */
  readonly meant: Set<string>;
  /** Pointers of values that have been told to be wrong: once is enough. */
  readonly told: Set<string>;
}

/** A key that is missing under its name may be there under another. */
function unknownFirst(issues: readonly SchemaIssue[]): readonly SchemaIssue[] {
  return [...issues.filter(isUnknown), ...issues.filter((issue) => !isUnknown(issue))];
}

function isUnknown(issue: SchemaIssue): boolean {
  return issue.kind === 'unknown';
}

function topLevelKeys(issues: readonly SchemaIssue[]): readonly string[] {
  return issues.flatMap((issue) => (issue.path.length === 0 ? issue.keys : []));
}

function pairKeys(object: JsonObject, keys: readonly string[], schema: z.ZodObject, path: SchemaIssue['path']) {
  const fits = (meant: string, key: string): boolean => fitsAt(schema, [...path, meant], object[key]);
  return unknownKeysOf(object, keys, knownKeys(schema, path), fits);
}

function renamed(object: JsonObject, written: ReadonlyMap<string, string>): JsonObject {
  if (written.size === 0) return object;
  const meantFor = new Map([...written].map(([meant, key]) => [key, meant]));
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [meantFor.get(key) ?? key, value]));
}

function faultyNames(issues: readonly SchemaIssue[], unknown: readonly UnknownKey[]): ReadonlySet<string> {
  const misspelt = unknown.flatMap(({ meant, fits }) => (meant !== undefined && !fits ? [meant] : []));
  return new Set([...misspelt, ...issues.flatMap((issue) => (issue.path.length > 0 ? [String(issue.path[0])] : []))]);
}

function report(issue: SchemaIssue, reading: Reading): readonly Finding[] {
  if (isUnknown(issue)) return issue.path.length === 0 ? [] : reportUnknowns(issue, reading);
  const place = placeAt(issue.path, reading);
  const value = valueAt(reading.draft.values, issue.path);
  if (value === undefined) return reading.meant.has(place.pointer) ? [] : [missing(issue, place)];
  if (reading.told.has(place.pointer)) return [];
  reading.told.add(place.pointer);
  if (reading.judgedElsewhere.includes(String(issue.path[0]))) return [];
  return [issue.kind === 'key' ? wrongKey(issue, place) : wrongValue(issue, place, value)];
}

function reportUnknowns(issue: SchemaIssue, reading: Reading): readonly Finding[] {
  const object = valueAt(reading.draft.values, issue.path) as JsonObject;
  return reportKeys(pairKeys(object, issue.keys, reading.schema, issue.path), issue.path, object, reading);
}

function reportKeys(
  keys: readonly UnknownKey[],
  path: SchemaIssue['path'],
  object: JsonObject,
  reading: Reading,
): readonly Finding[] {
  const holder = placeAt(path, reading);
  const known = keys.length === 0 ? [] : knownKeys(reading.schema, path);
  return keys.map((key) => {
    if (key.meant !== undefined) reading.meant.add(extendPointer(holder.pointer, key.meant));
    return unknownKeyFinding(key, object, holder, known);
  });
}

/** The place in the document as it is written. */
function placeAt([first, ...rest]: SchemaIssue['path'], { draft }: Reading): Place {
  const { pointer, nodeId, written } = draft;
  const tokens = first === undefined ? [] : [written.get(String(first)) ?? first, ...rest];
  return { pointer: extendPointer(pointer, ...tokens), nodeId };
}

function valueAt(object: JsonObject, path: SchemaIssue['path']): JsonValue | undefined {
  let value: JsonValue | undefined = object;
  for (const token of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined;
    value = (value as Readonly<Record<string | number, JsonValue>>)[token];
  }
  return value;
}

function missing({ expected }: SchemaIssue, place: Place): Finding {
  const message = `${describePlace(place.pointer)} is missing`;
  return errorAt(place, 'validation-failed', message, () => ({ hint: `Give ${expected}.` }));
}

function wrongKey(issue: SchemaIssue, place: Place): Finding {
  const message = `${describePlace(place.pointer)}: the name must be ${issue.expected}`;
  return errorAt(place, 'validation-failed', message);
}

function wrongValue(issue: SchemaIssue, place: Place, value: JsonValue): Finding {
  const message = `${describePlace(place.pointer)}: expected ${issue.expected}, got ${describeSize(issue, value)}`;
  return errorAt(place, 'validation-failed', message, () => adviseOption(issue, place, value));
}

function describeSize(issue: SchemaIssue, value: JsonValue): string {
  return issue.sized ? String((value as string | readonly JsonValue[]).length) : describeValue(value);
}

function adviseOption(issue: SchemaIssue, place: Place, value: JsonValue): Advice {
  const near = typeof value === 'string' ? nearestName(value, issue.options) : asText(value, issue.options);
  if (near === undefined) return {};
  const patch = [{ op: 'replace', path: place.pointer, value: near }] as const;
  const hint =
    typeof value === 'string' ? `Did you mean ${quote(near)}?` : `It is text: write ${quote(near)}, with the quotes.`;
  return { hint, fix: { title: `Replace it by ${quote(near)}`, patch } };
}

/** In YAML `1.0` without quotes is a number. */
function asText(value: JsonValue, options: readonly string[]): string | undefined {
  return typeof value === 'number' ? options.find((option) => Number(option) === value) : undefined;
}
