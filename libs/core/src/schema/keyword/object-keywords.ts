/** Keywords about objects. Only own members count; a member that is undefined is not there. */
import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value.js';
import { acceptAnything } from '../boolean-judges.js';
import type { Judge, Rule } from '../judge.js';
import type { CompileKeyword, KeywordContext, KeywordTable } from '../keyword-table.js';
import { patternTest } from '../pattern-test.js';
import { spendWork } from '../work-meter.js';

/** With more properties than this it is the members of the value that are gone through. */
const MOST_LISTED_PROPERTIES = 8;

/**
 * Reads an own member by a name that is known when the schema is compiled. Only for the few names that every object inherits
 * is it asked whose the member is, which takes longer than all else.
 */
function memberNamed(name: string): (object: JsonObject) => JsonValue | undefined {
  if (!(name in Object.prototype)) return (object) => object[name];
  return (object) => (Object.hasOwn(object, name) ? object[name] : undefined);
}

/** The names of the members, at the price of going through them. */
function namesOf(object: JsonObject): readonly string[] {
  const names = Object.keys(object);
  spendWork(names.length);
  return names;
}

const size =
  (keyword: string, fits: (size: number, limit: number) => boolean): CompileKeyword<JsonObject> =>
  (value) => {
    const limit = value as number;
    const details = { limit };
    return (object, judgement) => fits(namesOf(object).length, limit) || judgement.refuse(keyword, details, object);
  };

/** Refuses for each of some members that is missing. */
function requirement(keyword: string, names: readonly string[], property?: string): Rule<JsonObject> {
  const members = names.map((name) => ({ read: memberNamed(name), details: { missingProperty: name, property } }));
  return (object, judgement) => {
    let fits = true;
    for (const { read, details } of members) {
      if (read(object) !== undefined) continue;
      fits = judgement.refuse(keyword, details, object);
      if (!judgement.goesOn) break;
    }
    return fits;
  };
}

const required: CompileKeyword<JsonObject> = (names) => requirement('required', names as readonly string[]);

/** A rule for the objects that have a member. */
function beside(property: string, rule: Rule<JsonObject>): Rule<JsonObject> {
  const read = memberNamed(property);
  return (object, judgement, parts) => read(object) === undefined || rule(object, judgement, parts);
}

/** All of some rules. */
function together(rules: readonly Rule<JsonObject>[]): Rule<JsonObject> {
  return (object, judgement, parts) => {
    let fits = true;
    for (const rule of rules) {
      if (rule(object, judgement, parts)) continue;
      fits = false;
      if (!judgement.goesOn) break;
    }
    return fits;
  };
}

/** Lists of names, and in `dependencies` also schemas, that a member brings with it. */
const dependencies =
  (keyword: string): CompileKeyword<JsonObject> =>
  (map, context) =>
    together(
      Object.entries(map as JsonObject).map(([property, dependency]) => {
        const isList = Array.isArray(dependency);
        const rule = isList
          ? requirement(keyword, dependency as readonly string[], property)
          : context.judge(dependency);
        return beside(property, rule);
      }),
    );

const propertyNames: CompileKeyword<JsonObject> = (schema, context) => {
  const judge = context.judge(schema);
  if (judge === acceptAnything) return undefined;
  return (object, judgement) => {
    let fits = true;
    for (const name of namesOf(object)) {
      if (judgement.judgeName(judge, name)) continue;
      fits = false;
      if (!judgement.goesOn) break;
    }
    return fits;
  };
};

interface ListedProperty {
  readonly name: string;
  readonly read: (object: JsonObject) => JsonValue | undefined;
  readonly judge: Judge;
}

const properties: CompileKeyword<JsonObject> = (map, context) => {
  const listed = Object.keys(map as JsonObject).map((name): ListedProperty => {
    return { name, read: memberNamed(name), judge: context.judge((map as JsonObject)[name] as JsonValue) };
  });
  if (listed.length <= MOST_LISTED_PROPERTIES) return listedProperties(() => listed);
  const byName = new Map(listed.map((property) => [property.name, property]));
  // In the order of the schema where refusals are noted: their order must not depend on that of the value.
  return listedProperties((object, takesNotes) => (takesNotes ? listed : presentProperties(object, byName)));
};

function presentProperties(object: JsonObject, byName: ReadonlyMap<string, ListedProperty>): readonly ListedProperty[] {
  const present: ListedProperty[] = [];
  for (const name of namesOf(object)) {
    const property = byName.get(name);
    if (property !== undefined) present.push(property);
  }
  return present;
}

function listedProperties(
  select: (object: JsonObject, takesNotes: boolean) => readonly ListedProperty[],
): Rule<JsonObject> {
  return (object, judgement, parts) => {
    let fits = true;
    for (const { name, read, judge } of select(object, judgement.takesNotes)) {
      const member = read(object);
      if (member === undefined) continue;
      parts?.addName(name);
      if (judgement.judgePart(judge, member, name)) continue;
      fits = false;
      if (!judgement.goesOn) break;
    }
    return fits;
  };
}

const patternProperties: CompileKeyword<JsonObject> = (map, context) =>
  together(
    Object.entries(map as JsonObject).map(([pattern, schema]) => membersOfPattern(pattern, context.judge(schema))),
  );

function membersOfPattern(pattern: string, judge: Judge): Rule<JsonObject> {
  const test = patternTest(pattern);
  return (object, judgement, parts) => {
    if (judge === acceptAnything && parts === undefined) return true;
    let fits = true;
    for (const name of namesOf(object)) {
      if (!test(name)) continue;
      parts?.addName(name);
      if (judgement.judgePart(judge, object[name] as JsonValue, name)) continue;
      fits = false;
      if (!judgement.goesOn) break;
    }
    return fits;
  };
}

const additionalProperties: CompileKeyword<JsonObject> = (schema, context) => {
  const isListed = listedNames(context);
  const judge = context.judge(schema);
  return (object, judgement, parts) => {
    if (judge === acceptAnything && parts === undefined) return true;
    let fits = true;
    for (const name of namesOf(object)) {
      if (isListed(name)) continue;
      parts?.addName(name);
      if (schema === false) judgement.refuse('additionalProperties', { additionalProperty: name }, object);
      else if (judgement.judgePart(judge, object[name] as JsonValue, name)) continue;
      fits = false;
      if (!judgement.goesOn) break;
    }
    return fits;
  };
};

/** True for the names that `properties` and `patternProperties` beside it speak of. */
function listedNames(context: KeywordContext): (name: string) => boolean {
  const [listed, patterns] = [context.keyword('properties'), context.keyword('patternProperties')];
  const names = new Set(isJsonObject(listed) ? Object.keys(listed) : []);
  const tests = isJsonObject(patterns) ? Object.keys(patterns).map(patternTest) : [];
  return (name) => names.has(name) || tests.some((test) => test(name));
}

/** By name, in the order in which they judge. */
export const objectKeywords: KeywordTable<JsonObject> = {
  maxProperties: size('maxProperties', (count, limit) => count <= limit),
  minProperties: size('minProperties', (count, limit) => count >= limit),
  required,
  dependentRequired: dependencies('dependentRequired'),
  dependencies: dependencies('dependencies'),
  dependentSchemas: dependencies('dependentSchemas'),
  propertyNames,
  additionalProperties,
  properties,
  patternProperties,
};
