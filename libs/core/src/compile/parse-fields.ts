/** Parses every expression of a document, each text once: the checks read the references, executions render the values. */
import { isJsonObject } from '../json/json-value.js';
import { fieldOf, innerField, type BlockDraft, type DocumentDraft, type Field, type NodeDraft } from './draft.js';
import type { Finding } from './finding.js';
import { parseField, type ParsedField } from './parse-field.js';
import { templateFields } from './template-fields.js';

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
  const parsed: ParsedField[] = [];
  for (const [name, form] of Object.entries(templateFields[node.kind])) {
    const field = fieldOf(node.object, name);
    if (field !== undefined) parsed.push(parseField(name, field, form, findings));
  }
  const cases = caseConditions(node).map(([name, field]) => parseField(name, field, 'condition', findings));
  const fallback = fallbackOf(node);
  return [...parsed, ...cases, ...(fallback ? [parseField('fallback', fallback, 'value', findings)] : [])];
}

function caseConditions(node: NodeDraft): readonly (readonly [string, Field])[] {
  const cases = node.kind === 'condition' ? fieldOf(node.object, 'cases') : undefined;
  if (cases === undefined || !Array.isArray(cases.value)) return [];
  return cases.value.map((_case, index) => [`cases.${index}`, innerField(innerField(cases, index), 'when')]);
}

function fallbackOf(node: NodeDraft): Field | undefined {
  const onError = fieldOf(node.object, 'on_error');
  if (onError === undefined || !isJsonObject(onError.value) || !Object.hasOwn(onError.value, 'fallback'))
    return undefined;
  return innerField(onError, 'fallback');
}
