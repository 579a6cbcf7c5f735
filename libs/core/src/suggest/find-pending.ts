/** Finds what a document still lacks: required arguments of tools and inputs of blueprints that it runs, required fields of nodes, inputs that are read and not declared,
 *  in document order, each with the sources that could give it. */
import { nodeIdPattern } from '../blueprint/node-fields.js';
import { calleeOf, givenMember } from '../compile/analyse/callee.js';
import { isInsideUnknown, placeOf, type NodeDraft } from '../compile/read/draft.js';
import { extendPointer } from '../json/json-pointer.js';
import { isJsonObject } from '../json/json-value.js';
import { typeOfSchema } from '../type/index.js';
import { followersOf } from './followers-of.js';
import { fieldNeed, toolNeeds, type Need } from './need.js';
import { rankSources, type RankedSource } from './rank-sources.js';
import { missingFields } from './required-fields.js';
import { sourcesAt } from './sources-at.js';
import { toolOf, type Study } from './study.js';

/** One thing that is missing. */
export interface Pending {
  /** Null: the document itself lacks it. */
  readonly node: NodeDraft | null;
  /** Where it is to stand. */
  readonly pointer: string;
  readonly need: Need;
  /** True for an argument of a tool, or an input of a blueprint that is run. */
  readonly isArgument: boolean;
  /** Best first; all of them fit. */
  readonly candidates: readonly RankedSource[];
}

/** All that is missing, in document order. Candidates are looked for up to a bound, so that a large draft costs no more than a small one. */
export function findPending(study: Study): readonly Pending[] {
  let searches = 0;
  const pending: Pending[] = [...topLevel(study)];
  for (const node of study.analysis.draft.nodes) {
    const lacks = isInsideUnknown(node) ? [] : lacksOf(node, study);
    const searched = lacks.some(({ field }) => field !== undefined) && searches < maxSearches;
    if (searched) searches += 1;
    for (const lack of lacks) pending.push(pendingOf(node, lack, searched, study));
  }
  return pending;
}

/** Nodes for which sources are looked up. */
const maxSearches = 64;

/** Candidates that are told for one need. */
const maxCandidates = 5;

interface Lack {
  readonly need: Need;
  readonly pointer: string;
  readonly isArgument: boolean;
  /** The template field that it stands in; undefined where no expression may stand. */
  readonly field: string | undefined;
}

function topLevel({ document, analysis }: Study): readonly Pending[] {
  const undeclared = analysis.references.flatMap(({ resolution, reference }) =>
    resolution.kind === 'unknown-input' ? [String(reference.path[0])] : [],
  );
  const names = [...new Set(undeclared)].filter((name) => nodeIdPattern.test(name));
  const fields = ['name', 'nodes'].filter((name) => isEmptyField(document[name]));
  return [
    ...fields.map((name) => missingTop(name, `/${name}`, { type: name === 'name' ? 'string' : 'array' })),
    ...names.map((name) => missingTop(name, extendPointer('/inputs', name), {})),
  ];
}

function isEmptyField(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

function missingTop(name: string, pointer: string, schema: Need['schema']): Pending {
  return { node: null, pointer, need: fieldNeed(name, schema), isArgument: false, candidates: [] };
}

function lacksOf(node: NodeDraft, study: Study): readonly Lack[] {
  return [...fieldLacks(node, study), ...argumentLacks(node, study)];
}

function fieldLacks(node: NodeDraft, { analysis }: Study): readonly Lack[] {
  return missingFields(node, analysis.environment).map(({ need, isTemplate }) => ({
    need,
    pointer: placeOf(node.object, need.name).pointer,
    isArgument: false,
    field: isTemplate ? need.name : undefined,
  }));
}

function argumentLacks(node: NodeDraft, study: Study): readonly Lack[] {
  const member = givenMember(node);
  if (member === undefined) return [];
  const given = Object.hasOwn(node.object.values, member) ? node.object.values[member] : {};
  if (!isJsonObject(given)) return [];
  const { pointer } = placeOf(node.object, member);
  return argumentNeeds(node, study)
    .filter(({ name, required }) => required && !Object.hasOwn(given, name))
    .map((need) => ({ need, pointer: extendPointer(pointer, need.name), isArgument: true, field: member }));
}

function argumentNeeds(node: NodeDraft, study: Study): readonly Need[] {
  const tool = toolOf(node, study);
  if (tool !== undefined) return toolNeeds(tool);
  const callee = calleeOf(node, study.analysis);
  return (callee?.required ?? []).map((name) => {
    const schema = callee?.properties[name];
    return fieldNeed(name, isJsonObject(schema) ? schema : {}, typeOfSchema(isJsonObject(schema) ? schema : true));
  });
}

function pendingOf(node: NodeDraft, lack: Lack, searched: boolean, study: Study): Pending {
  const { need, pointer, isArgument, field } = lack;
  const candidates = !searched || field === undefined ? [] : candidatesFor(node, need, field, study);
  return { node, pointer, need, isArgument, candidates };
}

function candidatesFor(node: NodeDraft, need: Need, field: string, study: Study): readonly RankedSource[] {
  const sources = sourcesAt({ block: node.block, node, field }, study, followersOf(node, study.successors));
  return rankSources(need, sources)
    .filter(({ source, evidence }) => evidence > 0 || source.type.kind !== 'unknown')
    .slice(0, maxCandidates);
}
