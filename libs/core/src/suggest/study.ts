/** Everything that suggestions look at, made once for a document: what the compiler knows of it, and what the catalog has. */
import { canonicalJson } from '../blueprint/canonical-json.js';
import type { Analysis } from '../compile/analyse/analysis.js';
import { reservedWords, rootNames } from '../compile/analyse/reserved-names.js';
import { itemVariable } from '../compile/analyse/visibility.js';
import type { Diagnostic } from '../compile/diagnostic/diagnostic.js';
import type { Inspection } from '../compile/inspect-blueprint.js';
import { fieldOf, type DocumentDraft, type NodeDraft } from '../compile/read/draft.js';
import type { DocumentTypes } from '../compile/typing/document-types.js';
import { isJsonObject, type JsonObject } from '../json/json-value.js';
import type { ToolDescription } from '../tool/tool.js';
import { chooseModel } from './choose-model.js';
import { successorsOf, type Successors } from './followers-of.js';

/** A document under study. */
export interface Study {
  readonly document: JsonObject;
  readonly analysis: Analysis;
  readonly types: DocumentTypes;
  readonly diagnostics: readonly Diagnostic[];
  /** Nodes whose output somebody reads. */
  readonly consumed: ReadonlySet<NodeDraft>;
  readonly successors: Successors;
  /** The tool calls that are there already, as `callText` writes them. */
  readonly calls: ReadonlySet<string>;
  /** Names that no new node may have: those of nodes and variables, and what expressions use themselves. */
  readonly taken: ReadonlySet<string>;
  /** Names that no new variable may have, beside those of the loops around it. */
  readonly takenByNodes: ReadonlySet<string>;
  /** The catalog, by name. */
  readonly tools: readonly ToolDescription[];
  /** The model for a new call; null where none is allowed. */
  readonly model: string | null;
}

/** Studies a document that was inspected; null where it cannot be read as one. */
export function studyDocument(document: JsonObject, { analysis, types, diagnostics }: Inspection): Study | null {
  if (analysis === null || types === null) return null;
  const { draft, environment } = analysis;
  const takenByNodes = nodeNames(draft);
  return {
    document,
    analysis,
    types,
    diagnostics,
    consumed: consumedNodes(analysis),
    successors: successorsOf(draft.nodes, analysis.edges),
    calls: new Set(draft.nodes.flatMap(callOf)),
    taken: new Set([...takenByNodes, ...draft.nodes.flatMap((node) => itemVariable(node) ?? [])]),
    takenByNodes,
    tools: environment.toolNames.toSorted().flatMap((name) => environment.findTool(name) ?? []),
    model: chooseModel(draft, environment),
  };
}

function consumedNodes({ references }: Analysis): ReadonlySet<NodeDraft> {
  const nodes = references.flatMap(({ resolution }) =>
    resolution.kind === 'node' && resolution.mode === 'require' ? [resolution.node] : [],
  );
  return new Set(nodes);
}

function callOf({ kind, object: { values } }: NodeDraft): readonly string[] {
  const name = values['tool_name'];
  if (kind !== 'tool' || typeof name !== 'string') return [];
  return [callText(name, isJsonObject(values['tool_args']) ? values['tool_args'] : {})];
}

/** One text for one call. */
export function callText(toolName: string, args: JsonObject): string {
  return `${toolName} ${canonicalJson(args)}`;
}

function nodeNames(draft: DocumentDraft): ReadonlySet<string> {
  return new Set([...draft.nodes.flatMap(({ id }) => id ?? []), ...reservedWords, ...rootNames]);
}

/** The tool that a node calls, where both are there. */
export function toolOf(node: NodeDraft, { analysis }: Pick<Study, 'analysis'>): ToolDescription | undefined {
  const name = node.kind === 'tool' ? fieldOf(node.object, 'tool_name')?.value : undefined;
  return typeof name === 'string' ? analysis.environment.findTool(name) : undefined;
}

/** The declared inputs as written; none where the field is no good. */
export function declaredInputs({ analysis }: Pick<Study, 'analysis'>): JsonObject {
  const inputs = fieldOf(analysis.draft.object, 'inputs')?.value;
  return isJsonObject(inputs) ? inputs : {};
}
