/** Where the blocks of a node stand, by kind. The names are those of `CompiledNode.blocks`. */
import type { NodeKind } from '../../blueprint/node-schema.js';
import { isJsonObject } from '../../json/json-value.js';
import { fieldOf, innerField, type Field, type ObjectDraft } from './draft.js';

/** A block's name within its node, and its place. */
export interface NestedBlock {
  readonly name: string;
  readonly field: Field;
}

type BlockFinder = (object: ObjectDraft) => readonly NestedBlock[];

/** The sound blocks of a node; for an unknown kind (null) all that look like blocks. */
export function nestedBlocks(object: ObjectDraft, kind: NodeKind | null): readonly NestedBlock[] {
  const finders = kind === null ? allFinders : findersByKind[kind];
  const handle = handleBlock(object);
  // Most kinds have no block of their own, and most nodes no handle.
  return finders.length === 0 ? handle : [...finders.flatMap((find) => find(object)), ...handle];
}

const body: BlockFinder = (object) => fieldBlock(object, 'body');
const choices: BlockFinder = (object) => [
  ...fieldBlock(object, 'then'),
  ...caseBlocks(object),
  ...fieldBlock(object, 'else'),
];

const allFinders: readonly BlockFinder[] = [body, choices, branchBlocks, ownNodes];

const findersByKind: Readonly<Record<NodeKind, readonly BlockFinder[]>> = {
  tool: [],
  llm: [],
  condition: [choices],
  loop: [body],
  recursive: [body],
  parallel: [branchBlocks],
  group: [ownNodes],
  fail: [],
  agent: [],
  workflow: [],
  code: [],
  human: [],
  wait: [],
  swarm: [],
};

function fieldBlock(object: ObjectDraft, name: string): readonly NestedBlock[] {
  const field = fieldOf(object, name);
  return field === undefined ? [] : [{ name, field }];
}

function caseBlocks(object: ObjectDraft): readonly NestedBlock[] {
  const cases = fieldOf(object, 'cases');
  if (cases === undefined || !Array.isArray(cases.value)) return [];
  return [...cases.value.keys()].flatMap((index) => {
    return memberBlock(innerField(cases, index), 'block', `cases.${index}`);
  });
}

function branchBlocks(object: ObjectDraft): readonly NestedBlock[] {
  const branches = fieldOf(object, 'branches');
  if (branches === undefined || !isJsonObject(branches.value)) return [];
  return Object.keys(branches.value).map((name) => ({ name: `branches.${name}`, field: innerField(branches, name) }));
}

function handleBlock(object: ObjectDraft): readonly NestedBlock[] {
  const onError = fieldOf(object, 'on_error');
  return onError === undefined ? [] : memberBlock(onError, 'handle', 'handle');
}

/** A group is itself a block: its nodes stand in the node's own object. */
function ownNodes(object: ObjectDraft): readonly NestedBlock[] {
  if (fieldOf(object, 'nodes') === undefined) return [];
  return [{ name: 'nodes', field: { value: object.values, pointer: object.pointer, nodeId: object.nodeId } }];
}

function memberBlock(field: Field, member: string, name: string): readonly NestedBlock[] {
  if (!isJsonObject(field.value) || !Object.hasOwn(field.value, member)) return [];
  return [{ name, field: innerField(field, member) }];
}
