/** Rule: a model call that reads a real value. In a loop it writes what a tool of the catalog wants and nothing in scope has. */
import { stringType } from '../../type/index.js';
import { Addition } from '../addition.js';
import { llmNode } from '../llm-node.js';
import { appendNode, type Place } from '../place.js';
import { createSource, type Source } from '../source.js';
import type { Study } from '../study.js';
import { subjectOf } from '../subject.js';
import type { Idea } from '../suggestion.js';
import { missingWriting } from '../writing-fields.js';

/** Ideas for one place. */
export function suggestLlms(place: Place, study: Study): readonly Idea[] {
  const addition = new Addition(study);
  const subject = subjectOf(place) ?? typedText(place, addition);
  if (subject === undefined) return [];
  const isItem = subject.origin.kind === 'variable';
  const fields = isItem ? missingWriting(study.tools, nearby(place)) : [];
  const node = llmNode(subject, fields, study, addition);
  const operation = node === null ? null : appendNode(place, node);
  const inputs = addition.inputOperations();
  if (operation === null || inputs === null) return [];
  const names = fields.map(({ name }) => name).join(' and ');
  const what = names === '' ? 'summarize' : `write ${names} from`;
  const reason = `A model can ${what} ${subject.expression}.`;
  return [
    { type: 'llm', reason, confidence: confidenceOf(place, subject, fields.length), patch: [...inputs, operation] },
  ];
}

function confidenceOf({ block }: Place, { origin }: Source, fields: number): number {
  const base = origin.kind === 'input' ? 0.5 : 0.65;
  const hasOne = block.nodes.some(({ kind }) => kind === 'llm');
  return base + (fields > 0 ? 0.07 : 0) - (hasOne ? 0.2 : 0);
}

/** What the block's own nodes give: a column of the row that has the same name is what the text is to be made from. */
function nearby({ sources }: Place): readonly Source[] {
  return sources.filter(({ origin }) => origin.kind === 'node');
}

/** At the very beginning: a text that comes in. */
function typedText({ block }: Place, addition: Addition): Source | undefined {
  if (block.owner !== null || block.nodes.length > 0) return undefined;
  const name = addition.inputFor('text', { type: 'string' });
  return createSource({
    expression: `inputs.${name}`,
    name,
    type: stringType,
    samples: [],
    origin: { kind: 'input' },
    depth: 0,
    distance: 1,
    dangling: true,
    description: '',
  });
}
