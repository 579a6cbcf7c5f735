/** `connect` as a JSON Patch. */
import { quote } from '../compile/diagnostic/describe-value.js';
import { isPathNode } from '../expression/expression-node.js';
import { parseExpression } from '../expression/parse-expression.js';
import { formatPointer } from '../json/json-pointer.js';
import type { JsonObject } from '../json/json-value.js';
import { refuseEdit, type EditPatch, type EditRefusal } from './edit-error.js';
import { findField } from './find-field.js';
import { findNode } from './find-node.js';
import { locateNodes, type LocatedNode } from './locate-nodes.js';
import type { ConnectNodes } from './partial-action.js';
import { placeValue } from './place-value.js';

/** Makes the field `{{ from }}`, whatever it was before. Objects that are missing on the way to it are made. */
export function connectNodes(document: JsonObject, { from, to }: ConnectNodes): EditPatch {
  const nodes = locateNodes(document);
  const source = from.trim();
  const field = findField(nodes, to);
  const errors = [...sourceErrors(nodes, source), ...(field.ok ? [] : field.errors)];
  if (!field.ok || errors.length > 0) return { ok: false, errors };
  const operation = placeValue(document, field.tokens, `{{ ${source} }}`);
  if (operation !== undefined) return { ok: true, patch: [operation] };
  const detail = `There is no place ${quote(formatPointer(field.tokens))}, and none can be made.`;
  return refuseEdit('/to', 'validation-failed', detail, 'A list is continued with - as its index.');
}

function sourceErrors(nodes: readonly LocatedNode[], source: string): EditRefusal['errors'] {
  const parsed = parseExpression(source);
  if (!parsed.ok) return refuseEdit('/from', 'expression-invalid', parsed.problem.message, example).errors;
  const { root, references } = parsed.expression;
  const [read] = references;
  if (!isPathNode(root) || read === undefined || read.start !== root.start) {
    return refuseEdit('/from', 'validation-failed', 'from is the path of one value.', example).errors;
  }
  const isOfNode = read.root === 'nodes' || read.root === 'runs';
  const found = isOfNode && read.id !== undefined ? findNode(nodes, read.id, '/from') : { ok: true as const };
  return found.ok ? [] : found.errors;
}

const example = 'For example nodes.load.rows, inputs.path or row.title.';
