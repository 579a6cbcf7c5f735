/** Check: the answer that a node gives itself at its deadline is one that could have been given. */
import { isJsonObject, type JsonValue } from '../../json/json-value.js';
import { compileSchema, expandKnownSchema, knownSchemaProblems, type JsonSchema } from '../../schema/index.js';
import type { ParsedFields } from '../analyse/parse-fields.js';
import { describePlace } from '../diagnostic/describe-value.js';
import { errorAt, type Finding } from '../diagnostic/finding.js';
import { fieldOf, type DocumentDraft, type NodeDraft } from '../read/draft.js';
import { isLiteralAt } from './literal-part.js';
import { onePerPlace } from './one-per-place.js';

/** Findings about what is written out of `on_timeout.value`. */
export function checkTimeoutAnswers(draft: DocumentDraft, fields: ParsedFields): readonly Finding[] {
  return draft.nodes.flatMap((node) => {
    const answer = fields.byNode[node.order]?.find(({ name }) => name === 'on_timeout');
    const schema = answer === undefined ? undefined : answerSchema(node);
    if (answer === undefined || schema === undefined) return [];
    const problems = onePerPlace(compileSchema(schema)(answer.field.value));
    return problems
      .filter(({ pointer }) => isLiteralAt(answer.value, pointer))
      .map(({ pointer, message }) => {
        const place = { pointer: answer.field.pointer + pointer, nodeId: node.id };
        return errorAt(place, 'validation-failed', `${describePlace(place.pointer)}: ${message}`);
      });
  });
}

/** What an answer has to fit; undefined = anything, or nobody can tell. */
function answerSchema({ object, kind }: NodeDraft): JsonSchema | undefined {
  const approval = kind === 'human' ? fieldOf(object, 'approval')?.value : 'input';
  if (approval === 'approve_reject') return { enum: ['approve', 'reject'] };
  if (approval === 'choice') return choiceSchema(fieldOf(object, 'choices')?.value);
  const schema = approval === 'input' ? fieldOf(object, 'answer_schema')?.value : undefined;
  return schema === undefined ? undefined : soundSchema(schema);
}

function choiceSchema(choices: JsonValue | undefined): JsonSchema | undefined {
  return choices === undefined ? undefined : { enum: choices };
}

/** A schema that is none has findings of its own. */
function soundSchema(value: JsonValue): JsonSchema | undefined {
  if (typeof value !== 'boolean' && !isJsonObject(value)) return undefined;
  const expanded = expandKnownSchema(value);
  return expanded.ok && knownSchemaProblems(value).length === 0 ? expanded.schema : undefined;
}
