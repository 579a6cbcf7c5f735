/** Finds the field that `to` of a connection names: by node and path (`summary.tool_args.results`) or by JSON pointer. */
import { quote } from '../compile/diagnostic/describe-value.js';
import { parseExpression } from '../expression/parse-expression.js';
import { parsePointer } from '../json/json-pointer.js';
import { refuseEdit, type EditRefusal } from './edit-error.js';
import { findNode } from './find-node.js';
import type { LocatedNode } from './locate-nodes.js';
import { nodeAround } from './node-around.js';

/** Tokens that lead to the field, which may not be there yet; or why there can be none. */
export type FoundField = { readonly ok: true; readonly tokens: readonly string[] } | EditRefusal;

/** The field of an address. Never a place where nodes, ids or types stand: those are no inputs. */
export function findField(nodes: readonly LocatedNode[], to: string): FoundField {
  const found = to.startsWith('/') ? { ok: true as const, tokens: parsePointer(to) } : tokensByName(nodes, to.trim());
  if (!found.ok) return found;
  return found.tokens !== undefined && isInput(nodes, found.tokens) ? { ok: true, tokens: found.tokens } : noField(to);
}

function noField(to: string): EditRefusal {
  const detail = `${quote(to)} is no field that can read something.`;
  return refuseEdit('/to', 'validation-failed', detail, 'For example summary.tool_args.results or /outputs/total.');
}

function isInput(nodes: readonly LocatedNode[], tokens: readonly string[]): boolean {
  const pointer = `/${tokens.join('/')}`;
  const inside = `${pointer}/`;
  if (nodes.some((node) => node.pointer === pointer || node.pointer.startsWith(inside))) return false;
  const owner = nodeAround(nodes, tokens);
  if (owner !== undefined) return owner.rest[0] !== undefined && !structure.includes(owner.rest[0]);
  return tokens.length > 1 && tokens[0] === 'outputs' ? true : tokens.join('/') === 'finally/output';
}

const structure: readonly string[] = ['id', 'type', 'nodes'];

type NamedTokens = { readonly ok: true; readonly tokens: readonly string[] | undefined } | EditRefusal;

/** A path is read as the expression language reads it, so that keys of any form can be written: `post.tool_args.headers["x-id"]`. */
function tokensByName(nodes: readonly LocatedNode[], to: string): NamedTokens {
  const parsed = parseExpression(to);
  const [name] = parsed.ok ? parsed.expression.references : [];
  const isWhole = name !== undefined && name.start === 0 && name.end === to.length;
  if (!isWhole) return noField(to);
  const path = name.path.map(String);
  const id = name.root === 'nodes' && name.id !== undefined ? name.id : name.root;
  const found = findNode(nodes, id, '/to');
  if (found.ok) return { ok: true, tokens: [...(parsePointer(found.located.pointer) ?? []), ...path] };
  return id === 'outputs' ? { ok: true, tokens: ['outputs', ...path] } : found;
}
