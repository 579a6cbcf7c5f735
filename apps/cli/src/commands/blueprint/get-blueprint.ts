/** `ice blueprint get`: the document of a stored blueprint, ready to be edited and put back. */
import { toYaml } from '@ice/builder';
import type { Blueprint, JsonValue } from '@ice/core';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { usageError } from '../../command/cli-error.js';
import { plainText } from '../../text/plain-text.js';
import { readBlueprintAddress, type BlueprintAddress } from './blueprint-address.js';
import { storedDocument } from './load-document.js';

/** See the head of this file. */
export async function getBlueprint(context: CommandContext): Promise<CommandResult> {
  const [text = ''] = context.args;
  const address = readBlueprintAddress(text);
  if (address === null) {
    throw usageError(`"${plainText(text)}" is no id of a blueprint.`, '"ice blueprint list" shows them.');
  }
  const document = await documentOf(address, context);
  const isYaml = context.options['yaml'] === true;
  const written = isYaml ? toYaml(document as unknown as Blueprint).trimEnd() : JSON.stringify(document, null, 2);
  return { value: document, text: written };
}

async function documentOf(address: BlueprintAddress, context: CommandContext): Promise<JsonValue> {
  const { client } = await context.connect();
  const { signal, output } = context;
  if (address.revision !== null) return storedDocument(client, address, signal);
  const { blueprint, versionLock, revision } = await client.blueprints.get(address.id, { signal });
  output.progress(`lock ${versionLock}  revision ${revision}`);
  return blueprint as unknown as JsonValue;
}
