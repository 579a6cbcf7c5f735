/** Refusals as a list for a person: nothing twice, alternatives that differ by type in one line, bounded. */
import type { KeywordRefusal } from './keyword-refusal.js';
import { valueProblem } from './problem-text.js';
import { MAX_PROBLEMS } from './schema-limits.js';
import type { ValueProblem } from './value-problem.js';

/** The problems behind the refusals of one value, at most 20. */
export function listProblems(refusals: readonly KeywordRefusal[]): readonly ValueProblem[] {
  const problems = new Map<string, ValueProblem>();
  for (const refusal of withJoinedTypes(refusals)) {
    if (problems.size === MAX_PROBLEMS) break;
    const problem = valueProblem(refusal);
    // Some things are found twice, once for each way that leads to them.
    problems.set(`${problem.pointer} ${problem.message}`, problem);
  }
  return [...problems.values()];
}

/** Where all alternatives fail by their type, says `expected string or object` once instead of each and a summary. */
function withJoinedTypes(refusals: readonly KeywordRefusal[]): readonly KeywordRefusal[] {
  if (!refusals.some(isNoAlternative)) return refusals;
  const joined = new Map<string, KeywordRefusal>();
  for (const [pointer, here] of byPointer(refusals)) {
    const join = joinTypes(here);
    if (join !== undefined) joined.set(pointer, join);
  }
  return refusals.map((refusal) => joined.get(refusal.pointer) ?? refusal);
}

function byPointer(refusals: readonly KeywordRefusal[]): ReadonlyMap<string, readonly KeywordRefusal[]> {
  const groups = new Map<string, KeywordRefusal[]>();
  for (const refusal of refusals) {
    const group = groups.get(refusal.pointer);
    if (group === undefined) groups.set(refusal.pointer, [refusal]);
    else group.push(refusal);
  }
  return groups;
}

/** One refusal instead of those of one value, when it is alternatives that all refuse its type. */
function joinTypes(here: readonly KeywordRefusal[]): KeywordRefusal | undefined {
  const others = here.filter((refusal) => !isNoAlternative(refusal));
  const [first] = others;
  if (first === undefined || others.length === here.length || others.some(({ keyword }) => keyword !== 'type'))
    return undefined;
  const types = others.flatMap(({ details }) => details['type'] as string | readonly string[]);
  return { ...first, details: { type: [...new Set(types)] } };
}

function isNoAlternative({ keyword, details }: KeywordRefusal): boolean {
  return keyword === 'anyOf' || (keyword === 'oneOf' && details['passingSchemas'] === null);
}
