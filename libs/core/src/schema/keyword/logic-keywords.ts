/** Keywords that apply other schemas to the same value, all, some or none of them. */
import type { JsonArray, JsonValue } from '../../json/json-value.js';
import { acceptAnything } from '../boolean-judges.js';
import { EvaluatedParts } from '../evaluated-parts.js';
import type { Judge } from '../judge.js';
import type { Judgement } from '../judgement.js';
import type { CompileKeyword, KeywordContext, KeywordTable } from '../keyword-table.js';
import { branchesByTag, discriminator } from './discriminator-keyword.js';

const NO_DETAILS = {};

const not: CompileKeyword<JsonValue> = (schema, context) => {
  const judge = context.judge(schema);
  return (value, judgement) => !judgement.judgeQuietly(judge, value) || judgement.refuse('not', NO_DETAILS, value);
};

const judgesOf = (schemas: JsonValue, context: KeywordContext): readonly Judge[] =>
  (schemas as JsonArray).map((schema) => context.judge(schema));

const allOf: CompileKeyword<JsonValue> = (schemas, context) => {
  const judges = judgesOf(schemas, context);
  return (value, judgement, parts) => {
    let fits = true;
    for (const judge of judges) {
      if (judge(value, judgement, parts)) continue;
      fits = false;
      if (!judgement.goesOn) break;
    }
    return fits;
  };
};

/** Judges by one of several schemas. What it has evaluated counts only when it fits. */
function judgeBranch(judge: Judge, value: JsonValue, judgement: Judgement, parts: EvaluatedParts | undefined): boolean {
  if (parts === undefined) return judge(value, judgement, undefined);
  const own = new EvaluatedParts();
  const fits = judge(value, judgement, own);
  if (fits) parts.addAll(own);
  return fits;
}

const anyOf: CompileKeyword<JsonValue> = (schemas, context) => {
  const judges = judgesOf(schemas, context);
  return (value, judgement, parts) => {
    const noted = judgement.noted;
    let fits = false;
    for (const judge of judges) {
      if (judgeBranch(judge, value, judgement, parts)) fits = true;
      if (fits && parts === undefined) break;
    }
    if (!fits) return judgement.refuse('anyOf', NO_DETAILS, value);
    judgement.forgetSince(noted);
    return true;
  };
};

const NONE_FITS = { passingSchemas: null };
const MORE_FIT = { passingSchemas: 'several' };

const oneOf: CompileKeyword<JsonValue> = (schemas, context) => {
  if (branchesByTag(context) !== undefined) return undefined;
  const judges = judgesOf(schemas, context);
  return (value, judgement, parts) => {
    const noted = judgement.noted;
    let fitting = 0;
    for (const judge of judges) {
      if (judgeBranch(judge, value, judgement, parts)) fitting += 1;
      if (fitting > 1) break;
    }
    if (fitting === 0) return judgement.refuse('oneOf', NONE_FITS, value);
    judgement.forgetSince(noted);
    return fitting === 1 || judgement.refuse('oneOf', MORE_FIT, value);
  };
};

const condition: CompileKeyword<JsonValue> = (schema, context) => {
  const test = context.judge(schema);
  const branches = { then: branchOf('then', context), else: branchOf('else', context) };
  const isIdle = branches.then === undefined && branches.else === undefined;
  return (value, judgement, parts) => {
    // Without a branch it still says what of the value has been evaluated.
    if (isIdle && parts === undefined) return true;
    const keyword = judgeQuietBranch(test, value, judgement, parts) ? 'then' : 'else';
    const branch = branches[keyword];
    if (branch === undefined || branch(value, judgement, parts)) return true;
    return judgement.refuse('if', { failingKeyword: keyword }, value);
  };
};

function branchOf(keyword: string, context: KeywordContext): Judge | undefined {
  const schema = context.keyword(keyword);
  const judge = schema === undefined ? acceptAnything : context.judge(schema);
  return judge === acceptAnything ? undefined : judge;
}

function judgeQuietBranch(
  judge: Judge,
  value: JsonValue,
  judgement: Judgement,
  parts: EvaluatedParts | undefined,
): boolean {
  if (parts === undefined) return judgement.judgeQuietly(judge, value);
  const own = new EvaluatedParts();
  const fits = judgement.judgeQuietly(judge, value, own);
  if (fits) parts.addAll(own);
  return fits;
}

/** By name, in the order in which they judge. */
export const logicKeywords: KeywordTable<JsonValue> = { not, anyOf, oneOf, discriminator, allOf, if: condition };
