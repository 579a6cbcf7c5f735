/** Judges values with a compiled schema, within bounds of work, depth and number of problems. */
import type { JsonValue } from '../json/json-value.js';
import type { Judge } from './judge.js';
import { Judgement, JudgementTooDeep, type Thoroughness } from './judgement.js';
import type { KeywordRefusal } from './keyword-refusal.js';
import { listProblems } from './problem-list.js';
import type { SchemaResource } from './schema-document.js';
import { MAX_JUDGEMENT_WORK, MAX_PROBLEM_SEARCH_WORK } from './schema-limits.js';
import type { ValueChecker, ValueProblem } from './value-problem.js';
import { withinWork } from './work-meter.js';

/**
 * Makes a checker of a compiled schema. A judgement that takes no notes decides; only for a value that is refused there is
 * a second one that looks for all problems, and when that takes too long, one that notes the first.
 * @param outermost the resource that the schema is in
 */
export function valueJudge(judge: Judge, outermost: SchemaResource): ValueChecker {
  return (value) => {
    const verdict = judgeOnce(judge, value, new Judgement('verdict', outermost), MAX_JUDGEMENT_WORK);
    if (verdict === true) return NO_PROBLEMS;
    if (verdict !== false) return [GIVEN_UP[verdict]];
    const refusals =
      refusalsOf(judge, value, outermost, 'all', MAX_PROBLEM_SEARCH_WORK) ??
      refusalsOf(judge, value, outermost, 'first', MAX_JUDGEMENT_WORK);
    // Notes cost work, too: what has just been refused within its bounds may not be explained within them.
    return refusals === undefined ? [GIVEN_UP['too-costly']] : listProblems(refusals);
  };
}

const NO_PROBLEMS: readonly ValueProblem[] = Object.freeze([]);

type GivenUp = 'too-costly' | 'too-deep';

const GIVEN_UP: Readonly<Record<GivenUp, ValueProblem>> = {
  'too-costly': {
    pointer: '',
    code: 'value-too-costly',
    message: 'judging this value by this schema takes more work than is allowed',
    keyword: '',
  },
  'too-deep': {
    pointer: '',
    code: 'value-too-deep',
    message: 'the value is nested too deeply, or the schema refers to itself without end',
    keyword: '',
  },
};

function refusalsOf(
  judge: Judge,
  value: JsonValue,
  outermost: SchemaResource,
  thoroughness: Thoroughness,
  work: number,
): readonly KeywordRefusal[] | undefined {
  const judgement = new Judgement(thoroughness, outermost);
  return judgeOnce(judge, value, judgement, work) === false ? judgement.refusals : undefined;
}

function judgeOnce(judge: Judge, value: JsonValue, judgement: Judgement, work: number): boolean | GivenUp {
  try {
    return withinWork(work, () => judge(value, judgement, undefined)) ?? 'too-costly';
  } catch (error) {
    // Called from deep inside of something else, the stack may end before the bound on depth does.
    if (error instanceof JudgementTooDeep || error instanceof RangeError) return 'too-deep';
    throw error;
  }
}
