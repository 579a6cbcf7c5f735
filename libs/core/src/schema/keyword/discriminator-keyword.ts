/**
 * `discriminator` of OpenAPI: a member of the value names the one branch of `oneOf` to look at, so that the problems named
 * are those of that branch. Where its shape leaves doubt which branch a name means, it is no more than a comment.
 */
import { isJsonObject, type JsonArray, type JsonObject, type JsonValue } from '../../json/json-value.js';
import type { CompileKeyword, KeywordContext } from '../keyword-table.js';

/** The branches of `oneOf` by the text that names each, when `discriminator` tells them apart. */
export function branchesByTag(context: KeywordContext): ReadonlyMap<string, JsonValue> | undefined {
  const tag = tagOf(context);
  const branches = context.keyword('oneOf');
  if (tag === undefined || !Array.isArray(branches)) return undefined;
  const isRequired = requires(context.schema, tag);
  const named = new Map<string, JsonValue>();
  for (const branch of branches as JsonArray) {
    const names = namesOf(resolved(branch, context), tag, isRequired);
    if (names.length === 0 || names.some((name) => typeof name !== 'string' || named.has(name))) return undefined;
    for (const name of names) named.set(name as string, branch);
  }
  return named;
}

/** Judges by the branch that the value names. */
export const discriminator: CompileKeyword<JsonValue> = (_value, context) => {
  const branches = branchesByTag(context);
  const tag = tagOf(context);
  if (branches === undefined || tag === undefined) return undefined;
  const judges = new Map([...branches].map(([name, branch]) => [name, context.judge(branch)]));
  return (value, judgement, parts) => {
    if (!isJsonObject(value)) return true;
    const name = Object.hasOwn(value, tag) ? value[tag] : undefined;
    if (typeof name !== 'string') return judgement.refuse('discriminator', { error: 'tag', tag }, value);
    const judge = judges.get(name);
    return judge?.(value, judgement, parts) ?? judgement.refuse('discriminator', { error: 'mapping', tag }, value);
  };
};

/** The name of the member that names the branch; a `mapping` gives branches other names, which is not understood. */
function tagOf(context: KeywordContext): string | undefined {
  const value = context.keyword('discriminator');
  const tag = isJsonObject(value) && !Object.hasOwn(value, 'mapping') ? value['propertyName'] : undefined;
  return typeof tag === 'string' ? tag : undefined;
}

/** What a branch that is nothing but a reference refers to. */
function resolved(branch: JsonValue, context: KeywordContext): JsonValue {
  const isReference = isJsonObject(branch) && typeof branch['$ref'] === 'string' && Object.keys(branch).length === 1;
  return isReference ? context.resolve(branch['$ref'] as string).schema : branch;
}

/** The values of the tag that a branch takes; none when it leaves that open. */
function namesOf(branch: JsonValue, tag: string, isRequired: boolean): readonly JsonValue[] {
  if (!isJsonObject(branch) || !(isRequired || requires(branch, tag))) return [];
  const properties = branch['properties'];
  const schema = isJsonObject(properties) && Object.hasOwn(properties, tag) ? properties[tag] : undefined;
  if (!isJsonObject(schema)) return [];
  if (Object.hasOwn(schema, 'const')) return [schema['const'] as JsonValue];
  return Array.isArray(schema['enum']) ? (schema['enum'] as JsonArray) : [];
}

function requires(schema: JsonObject, name: string): boolean {
  return Array.isArray(schema['required']) && schema['required'].includes(name);
}
