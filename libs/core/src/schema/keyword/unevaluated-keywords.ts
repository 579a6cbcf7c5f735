/** Keywords about what no other keyword of a schema, nor of those it applies to the same value, has looked at. */
import { isJsonObject, type JsonArray, type JsonObject, type JsonValue } from '../../json/json-value.js';
import { EvaluatedParts } from '../evaluated-parts.js';
import type { Judge, Rule } from '../judge.js';
import type { KeywordContext } from '../keyword-table.js';
import { spendWork } from '../work-meter.js';

/** Adds the unevaluated keywords of a schema to what the others are compiled to. Without any, that is the result. */
export function withUnevaluated(judge: Judge, context: KeywordContext): Judge {
  const properties = ruleOf('unevaluatedProperties', context, leftProperties);
  const items = ruleOf('unevaluatedItems', context, leftItems);
  if (properties === undefined && items === undefined) return judge;
  return (value, judgement, outer) => {
    if (typeof value !== 'object' || value === null) return judge(value, judgement, outer);
    const parts = new EvaluatedParts();
    // What is left over is known only when all else fits.
    if (!judge(value, judgement, parts)) return false;
    const rule = isJsonObject(value) ? properties : items;
    const fits = rule?.(value as JsonObject & JsonArray, judgement, parts) ?? true;
    if (fits) outer?.addAll(parts);
    return fits;
  };
}

function ruleOf<Value>(
  keyword: string,
  context: KeywordContext,
  make: (schema: JsonValue, judge: Judge) => Rule<Value>,
): Rule<Value> | undefined {
  const schema = context.keyword(keyword);
  return schema === undefined ? undefined : make(schema, context.judge(schema));
}

const leftProperties =
  (schema: JsonValue, judge: Judge): Rule<JsonObject> =>
  (object, judgement, parts) => {
    const names = Object.keys(object);
    spendWork(1 + names.length);
    let fits = true;
    for (const name of names) {
      if (parts?.hasName(name) === true) continue;
      parts?.addName(name);
      if (schema === false) judgement.refuse('unevaluatedProperties', { unevaluatedProperty: name }, object);
      else if (judgement.judgePart(judge, object[name] as JsonValue, name)) continue;
      fits = false;
      if (!judgement.goesOn) break;
    }
    return fits;
  };

const leftItems =
  (schema: JsonValue, judge: Judge): Rule<JsonArray> =>
  (list, judgement, parts) => {
    spendWork(1 + list.length);
    let fits = true;
    for (let index = 0; index < list.length; index += 1) {
      if (parts?.hasIndex(index) === true) continue;
      if (schema === false) return judgement.refuse('unevaluatedItems', { limit: parts?.onlyPrefix }, list);
      if (judgement.judgePart(judge, list[index] as JsonValue, index)) continue;
      fits = false;
      if (!judgement.goesOn) break;
    }
    parts?.addPrefix(list.length);
    return fits;
  };
