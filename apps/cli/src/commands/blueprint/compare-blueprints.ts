/** `ice blueprint diff`: what changed from one document to another, node by node, as the API's own comparison has it. */
import { diffBlueprints, isJsonObject, type BlueprintDiff, type JsonObject, type JsonValue } from '@ice/core';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { CliError } from '../../command/cli-error.js';
import { secondStdin } from '../../command/read-once.js';
import { drawDiff } from './draw-diff.js';
import { loadDocument, type LoadedDocument } from './load-document.js';

/** Exit code 0 whether they differ or not: `nodes` and `document` tell. */
export async function compareBlueprints(context: CommandContext): Promise<CommandResult> {
  const [from = '', to = ''] = context.args;
  if (from === '-' && to === '-') throw secondStdin();
  const older = await loadDocument(from, context);
  const newer = await loadDocument(to, context);
  const diff = diffBlueprints(objectOf(older), objectOf(newer));
  const heading = `${older.name} → ${newer.name}`;
  return { value: { from: older.name, to: newer.name, ...plainDiff(diff) }, text: `${heading}\n${drawDiff(diff)}` };
}

function objectOf({ name, document }: LoadedDocument): JsonObject {
  if (isJsonObject(document)) return document;
  throw new CliError(`${name} is no object, so it is no blueprint.`, { exitCode: 3, code: 'blueprint-invalid' });
}

/** The same as data that has no types of its own. */
function plainDiff({ document, nodes, counts, truncated }: BlueprintDiff): JsonObject {
  const fieldsOf = (fields: BlueprintDiff['document']): JsonValue => fields.map((field) => ({ ...field }));
  return {
    document: fieldsOf(document),
    nodes: nodes.map((node) => ({ ...node, fields: fieldsOf(node.fields) })),
    counts: { ...counts },
    truncated,
  };
}
