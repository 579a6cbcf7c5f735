/** Rule: what nobody reads is perhaps what the blueprint is for: it is offered as an output. */
import { isJsonObject, type JsonObject } from '../../json/json-value.js';
import type { Place } from '../place.js';
import { templateOf, type Source } from '../source.js';
import type { Study } from '../study.js';
import { ownOutputs } from '../subject.js';
import type { Idea } from '../suggestion.js';

/** Ideas for the root; none for any other place. */
export function suggestOutputs(place: Place, study: Study): readonly Idea[] {
  if (place.block.owner !== null) return [];
  const unread = ownOutputs(place).filter(({ dangling }) => dangling);
  const { document } = study;
  if (!Object.hasOwn(document, 'outputs')) return allOutputs(unread.slice(0, maxOutputs).toReversed(), study);
  const declared = document['outputs'];
  return isJsonObject(declared) ? unread.slice(0, 3).flatMap((source) => oneOutput(source, declared)) : [];
}

const maxOutputs = 20;

/** Without declared outputs every sink is one, so declaring must name them all. */
function allOutputs(unread: readonly Source[], { diagnostics }: Study): readonly Idea[] {
  if (unread.length === 0) return [];
  const value = Object.fromEntries(unread.map((source) => [source.name, templateOf(source)]));
  const isSound = diagnostics.every(({ severity }) => severity !== 'error');
  const confidence = isSound && unread.length === 1 ? 0.64 : 0.5;
  const reason = `Nobody reads ${unread.map(({ name }) => name).join(', ')}: declare the outputs of the blueprint.`;
  return [{ type: 'output', reason, confidence, patch: [{ op: 'add', path: '/outputs', value }] }];
}

function oneOutput(source: Source, declared: JsonObject): readonly Idea[] {
  if (Object.hasOwn(declared, source.name)) return [];
  const reason = `Nobody reads ${source.name}: give it out.`;
  const patch = [{ op: 'add', path: `/outputs/${source.name}`, value: templateOf(source) }] as const;
  return [{ type: 'output', reason, confidence: 0.62, patch }];
}
