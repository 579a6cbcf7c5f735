/** `ice key create`: makes a key. Its text alone goes to stdout, once; everything else to stderr. */
import type { CommandContext, CommandResult } from '../../command/command.js';
import { table } from '../../text/table.js';
import { keyColumns, keyDocument, keyRow } from './key-row.js';
import { openKeyDesk } from './open-key-desk.js';
import { readKeyWish, readOrganisation } from './read-key-options.js';

/** See the head of this file. */
export async function createKey(context: CommandContext): Promise<CommandResult> {
  const now = Date.now();
  const wish = readKeyWish(context.options, now);
  await using desk = await openKeyDesk(context, readOrganisation(context.options));
  const { key, text } = await desk.create(wish);
  context.output.progress(table(keyColumns, [keyRow(key, now)]));
  context.output.progress('This is its text; it is not shown again:');
  return { value: { ...keyDocument(key), key: text }, text };
}
