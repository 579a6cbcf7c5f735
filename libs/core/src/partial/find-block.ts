/** Finds the block that `parent` of an added node names: a container by its id, a block by its name within one (`listings.body`,
 *  `route.cases.0`, `both.branches.left`, `post.handle`), or either by its JSON pointer. */
import { nodeSchemaByKind } from '../blueprint/node-schema.js';
import { describeValue, listOf, quote } from '../compile/diagnostic/describe-value.js';
import { parsePointer } from '../json/json-pointer.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { refuseEdit, type EditRefusal } from './edit-error.js';
import { findNode } from './find-node.js';
import { memberOf, type LocatedNode } from './locate-nodes.js';
import { nodeAround } from './node-around.js';

/** Tokens that lead to the block, which may not be there yet; or why there can be none. */
export type FoundBlock = { readonly ok: true; readonly tokens: readonly string[] } | EditRefusal;

/** The block of a parent. */
export function findBlock(nodes: readonly LocatedNode[], parent: string): FoundBlock {
  return parent.startsWith('/') ? blockAtPointer(nodes, parent) : blockByName(nodes, parent);
}

const field = '/parent';

function blockAtPointer(nodes: readonly LocatedNode[], pointer: string): FoundBlock {
  const tokens = withoutList(parsePointer(pointer) ?? ['']);
  const owner = nodeAround(nodes, tokens);
  if (owner !== undefined) return blockWithin(owner.located, owner.rest);
  if (tokens.length === 0 || (tokens.length === 1 && tokens[0] === 'finally')) return { ok: true, tokens };
  return refuseEdit(field, 'validation-failed', `At ${quote(pointer)} there is no block.`, examples);
}

const examples = 'Name a container (listings), a block in one (listings.body), or its pointer (/nodes/1/body).';

/** `/nodes/1/body/nodes` means the block around that list. */
function withoutList(tokens: readonly string[]): readonly string[] {
  return tokens.at(-1) === 'nodes' ? tokens.slice(0, -1) : tokens;
}

function blockByName(nodes: readonly LocatedNode[], parent: string): FoundBlock {
  const [id = '', ...rest] = parent.split('.');
  const found = findNode(nodes, id, field);
  if (found.ok) return blockWithin(found.located, rest);
  return parent === 'finally' ? { ok: true, tokens: ['finally'] } : found;
}

function blockWithin({ node, pointer, id }: LocatedNode, rest: readonly string[]): FoundBlock {
  const names = blockNames(node);
  const name = rest.length > 0 ? rest : (names[0] ?? '').split('.');
  const inner = names.length === 1 || rest.length > 0 ? innerTokens(name, node, names) : undefined;
  if (inner !== undefined) return { ok: true, tokens: [...(parsePointer(pointer) ?? []), ...inner] };
  const known = [...names, 'handle'].map((each) => quote(`${id ?? pointer}.${each}`));
  const hint = `Name one of its blocks: ${listOf(known)}.`;
  return refuseEdit(field, 'validation-failed', describeMiss(node, id ?? pointer, rest), hint);
}

function describeMiss(node: JsonObject, name: string, rest: readonly string[]): string {
  const kind = describeValue(memberOf(node, 'type'));
  if (rest.length > 0) return `${quote(name)}, of type ${kind}, has no block ${quote(rest.join('.'))}.`;
  return `${quote(name)}, of type ${kind}, is no container with just one block.`;
}

/** The blocks that a node of this kind may have; of an unknown kind, all that there are. `<name>` is for the author to choose. */
function blockNames(node: JsonObject): readonly string[] {
  const kind = memberOf(node, 'type');
  if (typeof kind !== 'string' || !Object.hasOwn(nodeSchemaByKind, kind)) return Object.values(namesByKind).flat();
  return Object.hasOwn(namesByKind, kind) ? (namesByKind[kind] as readonly string[]) : [];
}

const namesByKind: Readonly<Record<string, readonly string[]>> = {
  loop: ['body'],
  recursive: ['body'],
  condition: ['then', 'else', 'cases.<number>'],
  parallel: ['branches.<name>'],
  group: ['nodes'],
};

/** Where the block stands in its node, or undefined where the kind has no such block. */
function innerTokens(
  name: readonly string[],
  node: JsonObject,
  names: readonly string[],
): readonly string[] | undefined {
  const [first = '', second, ...more] = name;
  if (first === 'handle' || (first === 'on_error' && second === 'handle')) return ['on_error', 'handle'];
  if (!names.some((known) => known.split('.', 1)[0] === first)) return undefined;
  if (first === 'nodes') return second === undefined ? [] : undefined;
  if (first === 'branches') return second !== undefined && isName(second) ? [first, second] : undefined;
  if (first === 'cases') return caseTokens(memberOf(node, 'cases'), second, more);
  return second === undefined ? [first] : undefined;
}

function isName(name: string): boolean {
  return name !== '' && name !== '<name>';
}

/** A case has a condition, so one that is not there cannot be made here. */
function caseTokens(
  cases: JsonValue | undefined,
  index = '',
  more: readonly string[] = [],
): readonly string[] | undefined {
  const isThere = Array.isArray(cases) && /^[0-9]{1,3}$/.test(index) && Number(index) < cases.length;
  return isThere && more.every((token) => token === 'block') ? ['cases', index, 'block'] : undefined;
}
