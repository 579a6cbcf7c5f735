/** `ice key revoke`: from then on the key is nobody's. Its record stays. */
import type { CommandContext, CommandResult } from '../../command/command.js';
import { usageError } from '../../command/cli-error.js';
import { plainText } from '../../text/plain-text.js';
import { openKeyDesk } from './open-key-desk.js';
import { readOrganisation } from './read-key-options.js';

/** Characters of a wrong word that are shown: it may be the text of a key. */
const mostShown = 8;

/** See the head of this file. */
export async function revokeKey(context: CommandContext): Promise<CommandResult> {
  const [id = ''] = context.args;
  if (!id.startsWith('key_')) {
    throw usageError(`"${plainText(id.slice(0, mostShown))}…" is no id of a key.`, '"ice key list" shows them.');
  }
  await using desk = await openKeyDesk(context, readOrganisation({}));
  await desk.revoke(id);
  return { value: { id, revoked: true }, text: `${id} is nobody's any more; running servers know it within 5 s.` };
}
