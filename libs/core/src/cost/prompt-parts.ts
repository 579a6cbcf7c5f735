/** Takes the templates of a prompt apart: what is written out, and what is inserted. Pure. */
import type { Expression, TemplateValue } from '../expression/index.js';
import type { ExpressionNode } from '../expression/expression-node.js';
import type { JsonValue } from '../json/json-value.js';
import { isJsonObject } from '../json/json-value.js';
import type { ModelMessage } from '../model/language-model.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { insertedPart } from './inserted-part.js';
import type { PromptPart } from './cost-formula.js';

/** A message before it is rendered. */
export interface MessageDraft {
  readonly role: ModelMessage['role'];
  /** What is written out. */
  readonly text: string;
  readonly parts: readonly PromptPart[];
}

/** Schemas of the blueprint's inputs by name. */
export type InputSchemas = Readonly<Record<string, JsonSchema>>;

/** A message of one template. */
export function messageOf(role: ModelMessage['role'], value: TemplateValue, inputs: InputSchemas): MessageDraft {
  const pieces = piecesOf(value);
  const parts = pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [partOf(piece, inputs)]));
  return { role, text: pieces.filter((piece) => typeof piece === 'string').join(''), parts };
}

/** The messages of a template that is a list of them. */
export function messagesOf(value: TemplateValue, inputs: InputSchemas): readonly MessageDraft[] {
  if (value.kind === 'list') return value.items.map((item) => memberMessage(item, inputs));
  const written = value.kind === 'literal' && Array.isArray(value.value) ? (value.value as readonly JsonValue[]) : [];
  return written.map((item) => memberMessage({ kind: 'literal', value: item }, inputs));
}

/** The path of an expression that reads an input and does nothing with it: `inputs.order.note`. Null for all others. */
export function inputPath({ root }: Expression): readonly string[] | null {
  return pathOf(root);
}

/** An insertion: a bare expression, or one inside of other JSON, where its text is written with escapes. */
interface Inserted {
  readonly expression: Expression;
  readonly isBare: boolean;
}

function partOf({ expression, isBare }: Inserted, inputs: InputSchemas): PromptPart {
  return insertedPart(isBare ? inputPath(expression) : null, inputs);
}

function piecesOf(value: TemplateValue, isBare = true): readonly (string | Inserted)[] {
  switch (value.kind) {
    case 'literal':
      return [typeof value.value === 'string' && isBare ? value.value : JSON.stringify(value.value)];
    case 'expression':
      return [{ expression: value.expression, isBare }];
    case 'text':
      return value.parts.map((part) => (typeof part === 'string' ? part : { expression: part, isBare }));
    case 'list':
      return ['[', ...value.items.flatMap((item) => [...piecesOf(item, false), ',']), ']'];
    case 'object':
      return [
        '{',
        ...value.entries.flatMap(([key, item]) => [`${JSON.stringify(key)}:`, ...piecesOf(item, false), ',']),
        '}',
      ];
  }
}

function memberMessage(item: TemplateValue, inputs: InputSchemas): MessageDraft {
  return messageOf(roleOf(memberOf(item, 'role')), memberOf(item, 'content'), inputs);
}

function memberOf(item: TemplateValue, name: string): TemplateValue {
  const nothing: TemplateValue = { kind: 'literal', value: '' };
  if (item.kind === 'object') return item.entries.find(([key]) => key === name)?.[1] ?? nothing;
  const written = item.kind === 'literal' && isJsonObject(item.value) ? item.value[name] : undefined;
  return written === undefined ? nothing : { kind: 'literal', value: written };
}

function roleOf(value: TemplateValue): ModelMessage['role'] {
  const role = value.kind === 'literal' ? value.value : 'user';
  return role === 'system' || role === 'assistant' ? role : 'user';
}

function pathOf(node: ExpressionNode): readonly string[] | null {
  if (node.kind === 'variable') return node.name === 'inputs' ? [] : null;
  const read = readOf(node);
  const path = read && pathOf(read.object);
  return path ? [...path, read.name] : null;
}

function readOf(node: ExpressionNode): { readonly object: ExpressionNode; readonly name: string } | null {
  if (node.kind === 'member') return node;
  const isWritten = node.kind === 'index' && node.index.kind === 'literal' && typeof node.index.value === 'string';
  return isWritten ? { object: node.object, name: String((node.index as { value: unknown }).value) } : null;
}
