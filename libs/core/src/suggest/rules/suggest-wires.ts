/** Rule: what is missing and can be read in scope is wired; a scalar argument that nothing gives becomes an input. */
import { givenMember } from '../../compile/analyse/callee.js';
import { placeOf, type NodeDraft } from '../../compile/read/draft.js';
import type { PatchOperation } from '../../json/apply-patch.js';
import type { JsonValue } from '../../json/json-value.js';
import { Addition, inputWish } from '../addition.js';
import { findPending, type Pending } from '../find-pending.js';
import { sureEvidence } from '../rank-sources.js';
import { templateOf } from '../source.js';
import { toolOf, type Study } from '../study.js';
import type { Idea } from '../suggestion.js';
import { isScalar } from '../wire-tool.js';

/** Ideas for everything that is pending. */
export function suggestWires(study: Study): readonly Idea[] {
  return findPending(study)
    .slice(0, maxPending)
    .flatMap((pending) => {
      if (pending.node === null) return [];
      return [...readWires(pending, pending.node), ...inputWire(pending, pending.node, study)];
    });
}

const maxPending = 16;
const maxPerNeed = 2;

function readWires({ pointer, need, candidates, isArgument }: Pending, node: NodeDraft): readonly Idea[] {
  return candidates.slice(0, maxPerNeed).map(({ source, score, evidence }) => ({
    type: 'wire',
    reason: `${node.id ?? 'A node'} lacks ${need.name}: ${source.expression} fits.`,
    confidence: (evidence >= sureEvidence ? 0.6 : 0.4) + 0.3 * score,
    patch: [setValue(node, pointer, need.name, templateOf(source), isArgument)],
  }));
}

function inputWire({ pointer, need, isArgument }: Pending, node: NodeDraft, study: Study): readonly Idea[] {
  if (!isArgument || !isScalar(need.type)) return [];
  const addition = new Addition(study);
  const wish = inputWish(need, { name: toolOf(node, study)?.name ?? node.id ?? '' });
  const name = addition.inputFor(wish, need.schema);
  const inputs = addition.inputOperations();
  if (inputs === null) return [];
  const reason = `${node.id ?? 'A node'} lacks ${need.name}: it can be an input of the blueprint.`;
  const operation = setValue(node, pointer, need.name, `{{ inputs.${name} }}`, true);
  return [{ type: 'wire', reason, confidence: 0.55, patch: [...inputs, operation] }];
}

/** The first argument brings the member along that holds all of them. */
function setValue(
  node: NodeDraft,
  pointer: string,
  name: string,
  value: JsonValue,
  isArgument: boolean,
): PatchOperation {
  const member = isArgument ? givenMember(node) : undefined;
  if (member === undefined || Object.hasOwn(node.object.values, member)) return { op: 'add', path: pointer, value };
  return { op: 'add', path: placeOf(node.object, member).pointer, value: { [name]: value } };
}
