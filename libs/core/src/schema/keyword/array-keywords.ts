/** Keywords about lists. */
import type { JsonArray, JsonValue } from '../../json/json-value.js';
import { acceptAnything } from '../boolean-judges.js';
import type { Judge, Rule } from '../judge.js';
import type { Judgement } from '../judgement.js';
import type { CompileKeyword, KeywordContext, KeywordTable } from '../keyword-table.js';
import { findEqualItems } from '../unique-items.js';
import { spendWork } from '../work-meter.js';

const length =
  (keyword: string, fits: (length: number, limit: number) => boolean): CompileKeyword<JsonArray> =>
  (value) => {
    const limit = value as number;
    const details = { limit };
    return (list, judgement) => fits(list.length, limit) || judgement.refuse(keyword, details, list);
  };

const uniqueItems: CompileKeyword<JsonArray> = (isRequired) => {
  if (isRequired !== true) return undefined;
  return (list, judgement) => {
    const equal = findEqualItems(list);
    return equal === undefined || judgement.refuse('uniqueItems', { first: equal[0], second: equal[1] }, list);
  };
};

/** Each of the first items by a schema of its own. */
const eachByItsOwn: CompileKeyword<JsonArray> = (schemas, context) => {
  const judges = (schemas as JsonArray).map((schema) => context.judge(schema));
  return (list, judgement, parts) => {
    const judged = Math.min(list.length, judges.length);
    parts?.addPrefix(judged);
    let fits = true;
    for (let index = 0; index < judged; index += 1) {
      if (judgement.judgePart(judges[index] as Judge, list[index] as JsonValue, index)) continue;
      fits = false;
      if (!judgement.goesOn) break;
    }
    return fits;
  };
};

/** All items from one on by the same schema. */
function rest(keyword: string, schema: JsonValue, start: number, context: KeywordContext): Rule<JsonArray> {
  const judge = context.judge(schema);
  const details = { limit: start };
  return (list, judgement, parts) => {
    parts?.addPrefix(list.length);
    if (judge === acceptAnything || list.length <= start) return true;
    if (schema === false && start > 0) return judgement.refuse(keyword, details, list);
    return judgeItems(judge, list, start, judgement);
  };
}

function judgeItems(judge: Judge, list: JsonArray, start: number, judgement: Judgement): boolean {
  let fits = true;
  for (let index = start; index < list.length; index += 1) {
    if (judgement.judgePart(judge, list[index] as JsonValue, index)) continue;
    fits = false;
    if (!judgement.goesOn) break;
  }
  return fits;
}

/** A list of schemas in draft 7; else the schema of all items, or of those behind `prefixItems`. */
const items: CompileKeyword<JsonArray> = (schema, context) => {
  if (Array.isArray(schema)) return eachByItsOwn(schema, context);
  const prefix = context.keyword('prefixItems');
  return rest('items', schema, Array.isArray(prefix) ? prefix.length : 0, context);
};

/** Means something beside a list of schemas only. */
const additionalItems: CompileKeyword<JsonArray> = (schema, context) => {
  const listed = context.keyword('items');
  return Array.isArray(listed) ? rest('additionalItems', schema, listed.length, context) : undefined;
};

const contains: CompileKeyword<JsonArray> = (schema, context) => {
  const judge = context.judge(schema);
  const minContains = (context.keyword('minContains') as number | undefined) ?? 1;
  const maxContains = context.keyword('maxContains') as number | undefined;
  const details = { minContains, maxContains };
  const enough = maxContains === undefined ? minContains : maxContains + 1;
  return (list, judgement, parts) => {
    let count = 0;
    for (let index = 0; index < list.length; index += 1) {
      if (count >= enough && parts === undefined) break;
      spendWork(1);
      if (!judgement.judgeQuietly(judge, list[index] as JsonValue)) continue;
      count += 1;
      parts?.addIndex(index);
    }
    const fits = count >= minContains && (maxContains === undefined || count <= maxContains);
    return fits || judgement.refuse('contains', details, list);
  };
};

/** By name, in the order in which they judge. */
export const arrayKeywords: KeywordTable<JsonArray> = {
  maxItems: length('maxItems', (count, limit) => count <= limit),
  minItems: length('minItems', (count, limit) => count >= limit),
  uniqueItems,
  prefixItems: eachByItsOwn,
  additionalItems,
  items,
  contains,
};
