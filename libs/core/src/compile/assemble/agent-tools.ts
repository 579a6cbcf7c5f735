/** What an `agent` node may call, written out: tools of the catalog, and blueprints in the place of tools. Pure. */
import { defaultAgentBounds } from '../../blueprint/node-defaults.js';
import type { BlueprintNode } from '../../blueprint/node-schema.js';
import { blueprintReferencePattern } from '../../blueprint/workflow-fields.js';
import type { Analysis } from '../analyse/analysis.js';
import type { BlueprintInterface } from '../blueprint-interface.js';
import type { CompileEnvironment } from '../compile-environment.js';
import type { AgentTool, CompiledAgent } from '../compiled-blueprint.js';
import { inputsSchema } from '../inputs-schema.js';

/** What models take as the name of a tool has at most so many characters. */
const longestName = 64;

/** The bounds and tools of an agent; null for every other kind. */
export function agentOf(node: BlueprintNode, { environment }: Analysis): CompiledAgent | null {
  if (node.type !== 'agent') return null;
  return Object.freeze({
    tools: Object.freeze(agentTools(node.tools, environment)),
    maxToolCalls: node.max_tool_calls ?? defaultAgentBounds.max_tool_calls,
    maxToolOutputTokens: node.max_tool_output_tokens ?? defaultAgentBounds.max_tool_output_tokens,
  });
}

function agentTools(references: readonly string[], environment: CompileEnvironment): readonly AgentTool[] {
  const taken = new Set(references.filter((reference) => !blueprintReferencePattern.test(reference)));
  return references.flatMap((reference) => {
    if (taken.has(reference)) return catalogTool(reference, environment);
    const blueprint = environment.findBlueprint(reference);
    return blueprint === undefined ? [] : blueprintTool(blueprint, taken);
  });
}

function catalogTool(name: string, environment: CompileEnvironment): readonly AgentTool[] {
  const tool = environment.findTool(name);
  if (tool === undefined) return [];
  const { description, input: inputSchema, effect } = tool;
  return [Object.freeze({ name, description, inputSchema, effect, revision: null })];
}

/** A child execution has a journal and is started once, so calling it again is safe. */
function blueprintTool(blueprint: BlueprintInterface, taken: Set<string>): readonly AgentTool[] {
  const { revision, description = `Runs the blueprint "${blueprint.name}" and gives its outputs.` } = blueprint;
  const name = freeName(blueprint.name, taken);
  taken.add(name);
  return [
    Object.freeze({ name, description, inputSchema: inputsSchema(blueprint.inputs), effect: 'idempotent', revision }),
  ];
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  const base = wanted.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, longestName) || 'blueprint';
  if (!taken.has(base)) return base;
  for (let number = 2; ; number += 1) {
    const suffix = `_${number}`;
    const name = base.slice(0, longestName - suffix.length) + suffix;
    if (!taken.has(name)) return name;
  }
}
