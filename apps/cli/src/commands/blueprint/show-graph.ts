/** `ice blueprint graph`: what waits for what, as text or as a Mermaid flowchart. Draws unsound documents too; nothing is compiled. */
import { graphOf, toMermaid, type DocumentGraph, type JsonObject } from '@ice/core';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { CliError } from '../../command/cli-error.js';
import { drawGraph } from './draw-graph.js';
import { loadDocument } from './load-document.js';

/** See the head of this file. */
export async function showGraph(context: CommandContext): Promise<CommandResult> {
  const { name, document } = await loadDocument(context.args[0] ?? '', context);
  const graph = graphOf(document);
  if (graph === null) {
    const hint = `"ice blueprint validate ${name}" tells why.`;
    throw new CliError(`${name} is no blueprint.`, { exitCode: 3, code: 'blueprint-invalid', hint });
  }
  const mermaid = toMermaid(graph);
  const text = context.options['mermaid'] === true ? mermaid.trimEnd() : drawGraph(graph);
  return { value: { ...plainGraph(graph), mermaid }, text: text === '' ? 'It has no nodes.' : text };
}

function plainGraph({ nodes, blocks, edges }: DocumentGraph): JsonObject {
  return {
    nodes: nodes.map((node) => ({ ...node })),
    blocks: blocks.map((block) => ({ ...block })),
    edges: edges.map((edge) => ({ ...edge })),
  };
}
