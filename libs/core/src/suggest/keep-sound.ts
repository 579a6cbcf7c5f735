/** Tries ideas out: only what applies and brings no error that was not there before is offered; a fix may lay bare an error that the
 *  mended one hid, if there are no more of them than before. The compiler decides, not the rules. */
import { compileBlueprint } from '../compile/compile-blueprint.js';
import type { CompileEnvironment } from '../compile/compile-environment.js';
import type { Diagnostic } from '../compile/diagnostic/diagnostic.js';
import { applyPatch } from '../json/apply-patch.js';
import { parsePointer } from '../json/json-pointer.js';
import type { Study } from './study.js';
import type { Suggestion } from './suggestion.js';

/** The suggestions that hold, in their order. Those beyond the number that may be tried are left out untried. */
export function keepSound(suggestions: readonly Suggestion[], study: Study): readonly Suggestion[] {
  const { document, analysis } = study;
  const environment = showingAll(analysis.environment);
  const isComplete = study.diagnostics.length < analysis.environment.limits.maxDiagnostics;
  const before = isComplete ? study.diagnostics : compileBlueprint(document, environment).diagnostics;
  if (before.length >= shownAtMost) return [];
  const known = countErrors(before);
  const tried = pickVaried(suggestions, triesFor(analysis.draft.nodes.length));
  return tried.filter(({ type, patch }) => {
    const patched = applyPatch(document, patch);
    if (!patched.ok) return false;
    const after = countErrors(compileBlueprint(patched.document, environment).diagnostics);
    return addsNothing(known, after) || (type === 'fix' && totalOf(after) <= totalOf(known));
  });
}

/** The best of each type, then the second best of each, and so on; in their order. */
function pickVaried(suggestions: readonly Suggestion[], count: number): readonly Suggestion[] {
  const seen = new Map<string, number>();
  const ranked = suggestions.map((suggestion) => {
    const rank = seen.get(suggestion.type) ?? 0;
    seen.set(suggestion.type, rank + 1);
    return { suggestion, rank };
  });
  const picked = ranked.toSorted((left, right) => left.rank - right.rank).slice(0, count);
  const chosen = new Set(picked.map(({ suggestion }) => suggestion));
  return suggestions.filter((suggestion) => chosen.has(suggestion));
}

/** With the usual limit, an error could hide behind a hundred others. */
function showingAll(environment: CompileEnvironment): CompileEnvironment {
  return { ...environment, limits: { ...environment.limits, maxDiagnostics: shownAtMost } };
}

const shownAtMost = 1_000;

/** Compiling 40 small documents takes as long as compiling one of a few thousand nodes. */
function triesFor(nodes: number): number {
  return Math.max(2, Math.min(40, Math.floor(4_000 / (nodes + 1))));
}

/** Errors by kind and place. Positions in lists do not count: a patch moves them. */
function countErrors(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { severity, code, node_id: nodeId, pointer } of diagnostics) {
    if (severity !== 'error') continue;
    const place = (parsePointer(pointer) ?? []).map((token) => (/^[0-9]+$/.test(token) ? '*' : token));
    const key = JSON.stringify([code, nodeId, place]);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function addsNothing(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): boolean {
  return [...after].every(([key, count]) => count <= (before.get(key) ?? 0));
}

function totalOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
