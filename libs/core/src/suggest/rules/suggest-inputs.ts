/** Rule: an input that is read and not declared is declared, and a value that is written out in the first calls can become one. */
import { nodeIdPattern } from '../../blueprint/node-fields.js';
import type { DocumentReference } from '../../compile/analyse/document-references.js';
import { placeOf, type NodeDraft } from '../../compile/read/draft.js';
import type { PatchOperation } from '../../json/apply-patch.js';
import { extendPointer, parsePointer } from '../../json/json-pointer.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json-value.js';
import { Addition, inputWish } from '../addition.js';
import { toolNeeds, type Need } from '../need.js';
import { toolOf, type Study } from '../study.js';
import type { Idea } from '../suggestion.js';
import { isScalar } from '../wire-tool.js';

/** Ideas for the document. */
export function suggestInputs(study: Study): readonly Idea[] {
  return [...undeclaredInputs(study), ...literalInputs(study)];
}

const maxDeclared = 5;
const maxLiterals = 3;

function undeclaredInputs(study: Study): readonly Idea[] {
  const unknown = study.analysis.references.filter(({ resolution }) => resolution.kind === 'unknown-input');
  const byName = new Map(unknown.toReversed().map((found) => [String(found.reference.path[0]), found]));
  const names = [...byName.keys()].filter((name) => nodeIdPattern.test(name)).toReversed();
  return names.slice(0, maxDeclared).flatMap((name) => {
    const addition = new Addition(study);
    addition.inputFor(name, schemaWanted(byName.get(name) as DocumentReference, study));
    const reason = `${name} is read and not declared: declare it as an input.`;
    return ideaOf(addition, [], reason, 0.9);
  });
}

/** The schema of the argument that the input alone gives; else anything. */
function schemaWanted({ site, parsed, reference }: DocumentReference, study: Study): JsonObject {
  const [argument, inner] = parsePointer(reference.pointer) ?? [];
  const isWhole = reference.path.length === 1 && inner === undefined && argument !== undefined;
  if (site.node === null || parsed.name !== 'tool_args' || !isWhole) return {};
  const tool = toolOf(site.node, study);
  const value = isJsonObject(parsed.field.value) ? parsed.field.value[argument] : undefined;
  const isAlone = typeof value === 'string' && /^\{\{\s*inputs\.[a-z0-9_]+\s*\}\}$/.test(value);
  const need = tool === undefined ? undefined : toolNeeds(tool).find(({ name }) => name === argument);
  return isAlone && need !== undefined ? need.schema : {};
}

function literalInputs(study: Study): readonly Idea[] {
  const candidates = study.analysis.draft.root.nodes.flatMap((node) => literalsOf(node, study));
  return candidates.slice(0, maxLiterals).flatMap(({ node, need, value }) => {
    const addition = new Addition(study);
    const wish = inputWish(need, { name: String(node.object.values['tool_name']) });
    const name = addition.inputFor(wish, { ...need.schema, default: value });
    const path = extendPointer(placeOf(node.object, 'tool_args').pointer, need.name);
    const reason = `${node.id}.${need.name} is written out: as an input it can differ from execution to execution.`;
    return ideaOf(addition, [{ op: 'replace', path, value: `{{ inputs.${name} }}` }], reason, 0.3);
  });
}

interface Literal {
  readonly node: NodeDraft;
  readonly need: Need;
  readonly value: JsonValue;
}

function literalsOf(node: NodeDraft, study: Study): readonly Literal[] {
  const tool = toolOf(node, study);
  const args = node.object.values['tool_args'];
  if (tool === undefined || !isJsonObject(args)) return [];
  return toolNeeds(tool).flatMap((need) => {
    const value = Object.hasOwn(args, need.name) ? args[need.name] : undefined;
    const isLiteral = typeof value === 'string' ? !value.includes('{{') : typeof value === 'number';
    return need.required && isLiteral && isScalar(need.type) ? [{ node, need, value: value as JsonValue }] : [];
  });
}

function ideaOf(
  addition: Addition,
  more: readonly PatchOperation[],
  reason: string,
  confidence: number,
): readonly Idea[] {
  const inputs = addition.inputOperations();
  return inputs === null ? [] : [{ type: 'input', reason, confidence, patch: [...inputs, ...more] }];
}
