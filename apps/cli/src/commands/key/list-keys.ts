/** `ice key list`: the keys of an organisation, revoked ones too, without their texts. */
import type { CommandContext, CommandResult } from '../../command/command.js';
import { table } from '../../text/table.js';
import { keyColumns, keyDocument, keyRow } from './key-row.js';
import { openKeyDesk } from './open-key-desk.js';
import { readOrganisation } from './read-key-options.js';

/** See the head of this file. */
export async function listKeys(context: CommandContext): Promise<CommandResult> {
  await using desk = await openKeyDesk(context, readOrganisation(context.options));
  const keys = await desk.list();
  const now = Date.now();
  return {
    value: keys.map(keyDocument),
    text:
      keys.length === 0
        ? noKeys
        : table(
            keyColumns,
            keys.map((key) => keyRow(key, now)),
          ),
  };
}

const noKeys = 'There are no keys: a server on loopback lets everybody in. Make one: ice key create --name first';
