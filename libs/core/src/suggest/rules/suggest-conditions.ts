/** Rule: a value that can be asked a yes-or-no question is offered as a condition, with something to do when the answer is yes. */
import type { JsonObject } from '../../json/json-value.js';
import { isNullable } from '../../type/index.js';
import { Addition } from '../addition.js';
import { consumerNode } from '../consumer.js';
import { appendNode, fromInside, type Place } from '../place.js';
import type { Source } from '../source.js';
import type { Study } from '../study.js';
import type { Idea } from '../suggestion.js';

/** At most one idea for one place. */
export function suggestConditions(place: Place, study: Study): readonly Idea[] {
  const [best] = place.sources
    .filter(({ origin, distance }) => origin.kind !== 'input' && distance === 0)
    .flatMap((source) => questionAbout(source) ?? [])
    .sort((left, right) => right.worth - left.worth);
  if (best === undefined) return [];
  const addition = new Addition(study);
  const id = addition.nameFor('check');
  const then = consumerNode(best.source, fromInside(place.sources), study, addition);
  const inputs = addition.inputOperations();
  const node = then === null ? null : appendNode(place, conditionNode(id, best.expression, then));
  if (node === null || inputs === null) return [];
  const reason = `What follows may depend on ${best.expression}.`;
  return [{ type: 'condition', reason, confidence: 0.5, patch: [...inputs, node] }];
}

function conditionNode(id: string, expression: string, then: JsonObject): JsonObject {
  return { id, type: 'condition', expression, then: { nodes: [then] } };
}

interface Question {
  readonly source: Source;
  readonly expression: string;
  /** What is made to be asked comes before what can be asked too. */
  readonly worth: number;
}

function questionAbout(source: Source): Question | undefined {
  const { expression, type } = source;
  if (type.kind === 'boolean') return { source, expression, worth: 5 };
  if (isNullable(type)) return { source, expression: `${expression} != null`, worth: 4 };
  if (type.kind === 'list') return { source, expression: `size(${expression}) > 0`, worth: 3 };
  if (type.kind === 'number') return { source, expression: `${expression} > 0`, worth: 2 };
  if (type.kind === 'string') return { source, expression: textQuestion(expression, type.values), worth: 1 };
  return undefined;
}

function textQuestion(expression: string, values: readonly string[] | undefined): string {
  return `${expression} ${values?.[0] === undefined ? '!= ""' : `== ${JSON.stringify(values[0])}`}`;
}
