/** Whose money a server counts: real money, or the made-up money of test mode and of recorded answers. Only the server knows: the settings
 *  of a process that looks on are not those of the one that runs. */
import type { Budget } from '@ice/client';
import type { Connection } from '../../command/command.js';

/** Null where the server does not tell. */
export type Money = Budget['money'] | null;

/** For a word beside a cost nobody waits longer, in ms. */
const patienceMs = 5_000;

/** Asks for it. Never rejects: a key that may not read the budget is no reason to tell nothing else. */
export async function moneyOf({ client }: Pick<Connection, 'client'>): Promise<Money> {
  try {
    return (await client.governance.budget({ signal: AbortSignal.timeout(patienceMs) })).money;
  } catch {
    return null;
  }
}
