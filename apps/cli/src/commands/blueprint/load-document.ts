/** The document that an argument means: of a file, of stdin, or of a stored blueprint and one of its revisions. */
import type { IceClient } from '@ice/client';
import type { JsonValue } from '@ice/core';
import type { CommandContext } from '../../command/command.js';
import { CliError } from '../../command/cli-error.js';
import { readBlueprintAddress, type BlueprintAddress } from './blueprint-address.js';
import { readDocumentOrFail, type WrittenDocument } from './read-document.js';

/** A document, whatever it is worth. */
export interface LoadedDocument {
  /** As it was named; `<stdin>` for `-`. */
  readonly name: string;
  readonly document: JsonValue;
  /** Null for a stored one. */
  readonly written: WrittenDocument | null;
}

/** See the head of this file. @throws CliError · IceProblem */
export async function loadDocument(name: string, context: CommandContext): Promise<LoadedDocument> {
  const address = readBlueprintAddress(name);
  if (address === null) {
    const written = await readDocumentOrFail(name, context);
    return { name: written.file, document: written.document, written };
  }
  const { client } = await context.connect();
  return { name, document: await storedDocument(client, address, context.signal), written: null };
}

/** The document of a stored blueprint. @throws CliError where it has no such revision. */
export async function storedDocument(
  client: IceClient,
  { id, revision }: BlueprintAddress,
  signal: AbortSignal,
): Promise<JsonValue> {
  if (revision === null) return plain((await client.blueprints.get(id, { signal })).blueprint);
  const hash = typeof revision === 'string' ? revision : await hashOf(client, id, revision, signal);
  return plain(await client.blueprints.revision(id, hash, { signal }));
}

async function hashOf(client: IceClient, id: string, number: number, signal: AbortSignal): Promise<string> {
  for await (const row of client.blueprints.revisions(id, { signal })) {
    if (row.number === number) return row.revision;
    // Newest first: what is older than the one that is looked for cannot be it.
    if (row.number < number) break;
  }
  const hint = `"ice blueprint get ${id}" prints the current one.`;
  throw new CliError(`The blueprint ${id} has no revision ${number}.`, { exitCode: 3, code: 'not-found', hint });
}

/** A document of the API is JSON already; its type says more than that. */
function plain(document: object): JsonValue {
  return document as unknown as JsonValue;
}
