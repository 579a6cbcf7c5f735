// What must be true of the money once everything has ended: nothing is reserved any more, and what the journals say was spent was.
import { setTimeout as sleep } from 'node:timers/promises';

/** What was reserved for an execution that was never accepted goes back with the first sweep (each 30 s) that finds it 60 s old. */
const limitMs = 120_000;
/** What sums of decimals may be apart. */
const tolerance = 1e-9;

/** @param {import('../kill/clients.mjs').Clients} servers @param {number} costUsd of all journals @returns {Promise<readonly string[]>} */
export async function faultsOfMoney(servers, costUsd) {
  for (const limit = Date.now() + limitMs; ; await sleep(500)) {
    const { body } = await servers.read('/api/v1/governance/budget');
    const [reserved, spent] = [Number(body.reserved_usd), Number(body.spent_usd)];
    if (reserved > 0 && Date.now() < limit) continue;
    return [
      ...(reserved > 0 ? [`P7: USD ${reserved} are still reserved, and nothing runs`] : []),
      ...(spent < costUsd - tolerance ? [`P7: USD ${spent} were spent, and the journals have ${costUsd}`] : []),
      ...(spent > Number(body.limit_usd) ? [`P7: USD ${spent} were spent of ${body.limit_usd}`] : []),
    ];
  }
}
