/** Check: what takes the place of an output or of a state can be one. The engine judges it by the same schema, and fails. */
import { intersectionOf } from '../../type/intersection-of.js';
import { misfitMessage } from '../../type/misfit-message.js';
import { misfitOf } from '../../type/misfit.js';
import { isNever } from '../../type/options-of.js';
import { objectOfTypes, unknownType, type ObjectType, type Type } from '../../type/type.js';
import type { Analysis } from '../analyse/analysis.js';
import { describePlace } from '../diagnostic/describe-value.js';
import { errorAt, type Finding } from '../diagnostic/finding.js';
import { placeOf, type BlockDraft, type NodeDraft } from '../read/draft.js';
import type { TypedDocument } from '../typing/typed-document.js';
import { judgePart } from './judge-part.js';
import { misfitFinding } from './misfit-finding.js';

/** Findings about fallbacks, handle blocks, the bodies of recursive nodes, and schemas that no output can fit. */
export function checkOutputTypes(analysis: Analysis, types: TypedDocument): readonly Finding[] {
  return analysis.draft.nodes.flatMap((node) => {
    const output = types.schemaOf(node, 'output_schema');
    const state = node.kind === 'recursive' ? types.schemaOf(node, 'state_schema') : undefined;
    return [
      ...(output === undefined ? [] : [...checkFallback(node, output, analysis, types), ...checkAnswer(node, output)]),
      ...(output === undefined ? [] : checkBlock(node, 'handle', output, analysis, types)),
      ...(state === undefined ? [] : checkBlock(node, 'body', state, analysis, types)),
    ];
  });
}

function checkFallback(node: NodeDraft, wanted: Type, { fields }: Analysis, types: TypedDocument): readonly Finding[] {
  const parsed = fields.byNode[node.order]?.find(({ name }) => name === 'fallback');
  const whole = parsed === undefined ? undefined : types.typedField(parsed)?.whole;
  if (parsed === undefined || whole === undefined) return [];
  const wanting = { field: parsed.field, name: `${node.id ?? ''}.output_schema` };
  return judgePart(whole, wanted, 'all').map((found) => misfitFinding(found, wanting));
}

/** Models that are asked for a structured answer answer with an object. */
function checkAnswer(node: NodeDraft, declared: Type): readonly Finding[] {
  if (node.kind !== 'llm' && node.kind !== 'agent') return [];
  if (isNever(declared) || !isNever(intersectionOf(declared, anyObject))) return [];
  const place = placeOf(node.object, 'output_schema');
  const message = `${describePlace(place.pointer)}: a structured answer is an object, and this schema takes none`;
  return [errorAt(place, 'type-mismatch', message, () => ({ hint: 'Put it into a field: {"answer": …}.' }))];
}

const anyObject: ObjectType = Object.freeze({ ...objectOfTypes({}), rest: unknownType });

/** A block without an `output` of its own gives that of its sinks: then the block is the place. */
function checkBlock(
  node: NodeDraft,
  name: 'handle' | 'body',
  wanted: Type,
  { fields }: Analysis,
  types: TypedDocument,
): readonly Finding[] {
  const block = node.blocks.find((candidate) => candidate.name === name);
  if (block === undefined) return [];
  const where = `${node.id ?? ''}.${name === 'body' ? 'state_schema' : 'output_schema'}`;
  const parsed = fields.blockOutputs.get(block);
  if (parsed === undefined) return checkSinks(block, where, wanted, types);
  const whole = types.typedField(parsed)?.whole;
  if (whole === undefined) return [];
  return judgePart(whole, wanted, 'all').map((found) => misfitFinding(found, { field: parsed.field, name: where }));
}

function checkSinks(block: BlockDraft, where: string, wanted: Type, types: TypedDocument): readonly Finding[] {
  const misfit = misfitOf(types.blockOutputOf(block), wanted);
  if (misfit === null) return [];
  const { object } = block;
  const message = `${describePlace(object.pointer)}: ${misfitMessage(misfit, where, 'its output')}`;
  const code = misfit.reason === 'null' ? 'possibly-null' : 'type-mismatch';
  return [errorAt(object, code, message, () => ({ hint: 'Declare the `output` of the block.' }))];
}
