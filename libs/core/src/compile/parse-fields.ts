/** Parses every expression of a document, each text once: the checks read the references, executions render the values. */
import { isJsonObject } from '../json/json-value.js';
import {
  fieldOf,
  innerField,
  itemFields,
  type BlockDraft,
  type DocumentDraft,
  type Field,
  type NodeDraft,
  type ObjectDraft,
} from './draft.js';
import type { Finding } from './finding.js';
import { parseField, type ParsedField } from './parse-field.js';
import { sharedTemplateFields, templateFields } from './template-fields.js';

/** All parsed fields of a document. */
export interface ParsedFields {
  /** By the node's `order`. */
  readonly byNode: readonly (readonly ParsedField[])[];
  readonly blockOutputs: ReadonlyMap<BlockDraft, ParsedField>;
  readonly outputs: readonly ParsedField[];
  readonly findings: readonly Finding[];
}

/** Parses the sound fields of all nodes, blocks and outputs. */
export function parseFields(draft: DocumentDraft): ParsedFields {
  const findings: Finding[] = [];
  const blockOutputs = new Map<BlockDraft, ParsedField>();
  for (const block of draft.blocks) {
    const output = block === draft.root ? undefined : fieldOf(block.object, 'output');
    if (output !== undefined) blockOutputs.set(block, parseField('output', output, 'value', findings));
  }
  const outputs = fieldOf(draft.object, 'outputs');
  return {
    byNode: draft.nodes.map((node) => parseNode(node, findings)),
    blockOutputs,
    outputs: membersOf(outputs).map(([name, field]) => parseField(name, field, 'value', findings)),
    findings,
  };
}

function membersOf(field: Field | undefined): readonly (readonly [string, Field])[] {
  if (field === undefined || !isJsonObject(field.value)) return [];
  return Object.keys(field.value).map((name) => [name, innerField(field, name)]);
}

function parseNode(node: NodeDraft, findings: Finding[]): readonly ParsedField[] {
  if (node.kind === null) return [];
  return [...Object.entries(sharedTemplateFields), ...Object.entries(templateFields[node.kind])].flatMap(
    ([path, form]) => fieldsAt(path, node.object).map(([name, field]) => parseField(name, field, form, findings)),
  );
}

/** The sound fields at a path of `templateFields`, with their names in `CompiledNode.fields`. */
function fieldsAt(path: string, object: ObjectDraft): readonly (readonly [string, Field])[] {
  const [outer = '', inner] = path.split('.');
  const isList = outer.endsWith('[]');
  const name = isList ? outer.slice(0, -2) : outer;
  const field = fieldOf(object, name);
  if (field === undefined) return [];
  if (inner === undefined) return [[name, field]];
  if (isList) {
    return itemFields(field).flatMap((item, index) =>
      memberOf(item, inner).map((member) => [`${name}.${index}`, member] as const),
    );
  }
  const named = outer === 'on_error' ? inner : name;
  return memberOf(field, inner).map((member) => [named, member]);
}

function memberOf(field: Field, member: string): readonly Field[] {
  return isJsonObject(field.value) && Object.hasOwn(field.value, member) ? [innerField(field, member)] : [];
}
