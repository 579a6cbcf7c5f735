/** Parses every expression of a document, each text once: the checks read the references, executions render the values. */
import type { NodeKind } from '../../blueprint/node-schema.js';
import { isJsonObject } from '../../json/json-value.js';
import type { Finding } from '../diagnostic/finding.js';
import {
  fieldOf,
  innerField,
  itemFields,
  type BlockDraft,
  type DocumentDraft,
  type Field,
  type NodeDraft,
  type ObjectDraft,
} from '../read/draft.js';
import { parseField, type ParsedField } from './parse-field.js';
import { sharedTemplateFields, templateFields, type FieldForm, type TemplateFields } from './template-fields.js';

/** All parsed fields of a document. */
export interface ParsedFields {
  /** By the node's `order`. */
  readonly byNode: readonly (readonly ParsedField[])[];
  readonly blockOutputs: ReadonlyMap<BlockDraft, ParsedField>;
  readonly outputs: readonly ParsedField[];
  readonly monitors: readonly ParsedMonitor[];
  readonly findings: readonly Finding[];
}

/** The fields of a monitor that hold expressions. */
export interface ParsedMonitor {
  readonly when: ParsedField;
  readonly message: ParsedField;
}

/** Parses the sound fields of all nodes, blocks, outputs and monitors. */
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
    monitors: itemFields(fieldOf(draft.object, 'monitors')).map((monitor) => parseMonitor(monitor, findings)),
    findings,
  };
}

function parseMonitor(monitor: Field, findings: Finding[]): ParsedMonitor {
  return {
    when: parseField('when', innerField(monitor, 'when'), 'condition', findings),
    message: parseField('message', innerField(monitor, 'message'), 'value', findings),
  };
}

function membersOf(field: Field | undefined): readonly (readonly [string, Field])[] {
  if (field === undefined || !isJsonObject(field.value)) return [];
  return Object.keys(field.value).map((name) => [name, innerField(field, name)]);
}

function parseNode(node: NodeDraft, findings: Finding[]): readonly ParsedField[] {
  if (node.kind === null) return [];
  const parsed: ParsedField[] = [];
  for (const path of pathsByKind[node.kind]) parseAt(path, node.object, parsed, findings);
  return parsed;
}

/** A path of `templateFields`, taken apart once for all documents. */
interface FieldPath {
  readonly form: FieldForm;
  /** The node's member. */
  readonly name: string;
  /** True where the member is a list, and the field in each of its items. */
  readonly isList: boolean;
  /** The member of the member (or item) that is the field; undefined where the node's member itself is. */
  readonly inner: string | undefined;
}

const pathsByKind = Object.fromEntries(
  Object.entries(templateFields).map(([kind, fields]) => [
    kind,
    [...pathsOf(sharedTemplateFields), ...pathsOf(fields)],
  ]),
) as unknown as Readonly<Record<NodeKind, readonly FieldPath[]>>;

function pathsOf(fields: TemplateFields): readonly FieldPath[] {
  return Object.entries(fields).map(([path, form]) => {
    const [outer = '', inner] = path.split('.');
    const isList = outer.endsWith('[]');
    return { form, name: isList ? outer.slice(0, -2) : outer, isList, inner };
  });
}

/** Parses the sound fields at a path, under their names in `CompiledNode.fields`. */
function parseAt(path: FieldPath, object: ObjectDraft, parsed: ParsedField[], findings: Finding[]): void {
  const field = fieldOf(object, path.name);
  if (field !== undefined) parseInside(field, path, parsed, findings);
}

function parseInside(field: Field, path: FieldPath, parsed: ParsedField[], findings: Finding[]): void {
  const { form, name, isList, inner } = path;
  const add = (named: string, at: Field): void => void parsed.push(parseField(named, at, form, findings));
  if (inner === undefined) return add(name, field);
  if (!isList) return addMember(field, inner, name === 'on_error' ? inner : name, add);
  for (const [index, item] of itemFields(field).entries()) addMember(item, inner, `${name}.${index}`, add);
}

function addMember(field: Field, member: string, name: string, add: (name: string, field: Field) => void): void {
  if (isJsonObject(field.value) && Object.hasOwn(field.value, member)) add(name, innerField(field, member));
}
