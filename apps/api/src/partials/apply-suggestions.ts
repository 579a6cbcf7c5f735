/** Applies suggestions to the document that they were made for. */
import { applyPatch, parsePointer, type EditError, type JsonObject, type JsonValue, type Suggestion } from '@ice/core';
import { ProblemException } from '../http/problem/problem-exception.js';
import { refuseEdit } from './refuse-edit.js';

/** The document with the suggestions of these ids applied (null: with the first one). Refuses ids that are none of the suggestions,
 *  and patches that would not hold any more after one another. */
export function applySuggestions(
  document: JsonObject,
  suggestions: readonly Suggestion[],
  ids: readonly string[] | null,
): JsonObject {
  const chosen = ids === null ? suggestions.slice(0, 1) : chooseAll(suggestions, ids);
  if (chosen.length === 0) throw new ProblemException('validation-failed', 'There is nothing to suggest.');
  const isShifting = shiftsItems(document);
  const shifting = chosen.filter(isShifting);
  const others = chosen.filter((suggestion) => !isShifting(suggestion));
  if (shifting.length > 1) throw refuseTogether();
  let current: JsonValue = document;
  for (const { patch } of [...others, ...shifting]) {
    const result = applyPatch(current, patch);
    if (!result.ok) throw refuseTogether();
    current = result.document;
  }
  return current as JsonObject;
}

/** The refusal of suggestions that are sound one by one, and not in a row. */
export function refuseTogether(): ProblemException {
  return new ProblemException('validation-failed', 'These suggestions do not go together.', {
    hint: 'Commit one, then ask for suggestions again.',
  });
}

function chooseAll(suggestions: readonly Suggestion[], ids: readonly string[]): readonly Suggestion[] {
  const byId = new Map(suggestions.map((suggestion) => [suggestion.id, suggestion]));
  const errors = ids.flatMap((id, index): readonly EditError[] => {
    if (byId.has(id)) return [];
    const detail = `${JSON.stringify(id)} is none of the suggestions for this version.`;
    return [{ pointer: `/apply/${index}`, code: 'validation-failed', detail }];
  });
  if (errors.length > 0) throw refuseEdit(errors);
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** True for a patch that moves items of a list: what another patch calls the third item is then another one. */
function shiftsItems(document: JsonObject): (suggestion: Suggestion) => boolean {
  return ({ patch }) =>
    patch.some(
      ({ op, path }) => op !== 'replace' && /\/[0-9]+$/.test(path) && isInList(document, parsePointer(path) ?? []),
    );
}

function isInList(document: JsonObject, tokens: readonly string[]): boolean {
  let value: JsonValue | undefined = document;
  for (const token of tokens.slice(0, -1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return false;
    value = (value as Readonly<Record<string, JsonValue>>)[token];
  }
  return Array.isArray(value);
}
