/** Judges values with a compiled schema, within bounds of work, depth and number of problems. */
import type { ErrorObject } from 'ajv';
import type { JsonValue } from '../json/json-value.js';
import { listProblems } from './problem-list.js';
import type { EngineJudge } from './schema-engine.js';
import { MAX_JUDGEMENT_WORK, MAX_PROBLEM_SEARCH_WORK } from './schema-limits.js';
import type { ValueChecker, ValueProblem } from './value-problem.js';
import { withinWork } from './work-meter.js';

/**
 * Makes a checker of two engines' judges: one that stops at the first error decides; one that looks for all of them is
 * made and asked only when a value is refused, and may give up.
 * @param compile makes a judge; throws nothing, since the schema has compiled before
 */
export function valueJudge(verdict: EngineJudge, compileThorough: () => EngineJudge): ValueChecker {
  let thorough: EngineJudge | undefined;
  return (value) => {
    const errors = judge(verdict, value, MAX_JUDGEMENT_WORK);
    if (typeof errors === 'string') return [GIVEN_UP[errors]];
    if (errors.length === 0) return [];
    thorough ??= compileThorough();
    const all = judge(thorough, value, MAX_PROBLEM_SEARCH_WORK);
    return listProblems(typeof all === 'string' ? errors : all, value);
  };
}

const GIVEN_UP: Readonly<Record<'too-costly' | 'too-deep' | 'unjudged', ValueProblem>> = {
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
  unjudged: {
    pointer: '',
    code: 'value-unjudged',
    message: 'the schema engine cannot judge this value by this schema',
    keyword: '',
  },
};

function judge(engine: EngineJudge, value: JsonValue, work: number): readonly ErrorObject[] | keyof typeof GIVEN_UP {
  try {
    return withinWork(work, () => engine(value)) ?? 'too-costly';
  } catch (error) {
    // The engine recurses with the value and with references: the stack ends before anything else does.
    if ((error as Error).name === 'RangeError') return 'too-deep';
    // For a few odd schemas (unevaluated members below an anyOf) the generated code itself fails: the value is refused, not judged sound.
    return 'unjudged';
  }
}
