/** Suggestions for a document: made by rules that look at types and at the graph, deterministic, and tried out before anybody sees
 *  them. No model is asked, nothing is executed. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../blueprint/canonical-json.js';
import type { CompileEnvironment } from '../compile/compile-environment.js';
import { inspectBlueprint } from '../compile/inspect-blueprint.js';
import type { JsonObject } from '../json/json-value.js';
import { keepSound } from './keep-sound.js';
import { placesOf, type Place } from './place.js';
import { suggestConditions } from './rules/suggest-conditions.js';
import { suggestFixes } from './rules/suggest-fixes.js';
import { suggestInputs } from './rules/suggest-inputs.js';
import { suggestLlms } from './rules/suggest-llms.js';
import { suggestLoops } from './rules/suggest-loops.js';
import { suggestOutputs } from './rules/suggest-outputs.js';
import { suggestParallels } from './rules/suggest-parallels.js';
import { suggestTools } from './rules/suggest-tools.js';
import { suggestWires } from './rules/suggest-wires.js';
import { studyDocument, type Study } from './study.js';
import type { Idea, Suggestion } from './suggestion.js';

/** What an author may do next, by confidence, then by id. Empty for what cannot be read as a document. */
export function suggestEdits(document: JsonObject, environment: CompileEnvironment): readonly Suggestion[] {
  const study = studyDocument(document, inspectBlueprint(document, environment));
  if (study === null) return [];
  const ideas = [
    ...suggestFixes(study),
    ...suggestWires(study),
    ...suggestInputs(study),
    ...placesOf(study).flatMap((place) => placeRules.flatMap((rule) => rule(place, study))),
  ];
  return keepSound(sortUnique(ideas.map(identify)), study);
}

const placeRules: readonly ((place: Place, study: Study) => readonly Idea[])[] = [
  suggestTools,
  suggestLoops,
  suggestLlms,
  suggestConditions,
  suggestParallels,
  suggestOutputs,
];

function identify({ type, reason, confidence, patch }: Idea): Suggestion {
  const text = canonicalJson([type, patch]);
  const id = `sg_${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
  return { id, type, reason, confidence: Math.round(Math.min(1, Math.max(0, confidence)) * 100) / 100, patch };
}

/** The same idea of two rules is one suggestion, with the higher confidence. */
function sortUnique(suggestions: readonly Suggestion[]): readonly Suggestion[] {
  const sorted = suggestions.toSorted(
    (left, right) => right.confidence - left.confidence || (left.id < right.id ? -1 : left.id > right.id ? 1 : 0),
  );
  return [...new Map(sorted.toReversed().map((suggestion) => [suggestion.id, suggestion])).values()].toReversed();
}
