// The blueprints that executions find in the store.
import { childBlueprint, editedBlueprint } from './shapes.mjs';

/** @param {import('./clients.mjs').Clients} servers @param {string} address of the ledger @returns {Promise<import('./shapes.mjs').StoredBlueprints>} */
export async function storeBlueprints(servers, address) {
  const child = await store(servers, childBlueprint(address));
  return { child, edited: await store(servers, editedBlueprint(address, 1)) };
}

/** @param {import('./clients.mjs').Clients} servers @param {object} body */
async function store(servers, body) {
  const stored = await servers.ask('POST', '/api/v1/blueprints/', { body });
  if (stored.status !== 201) throw new Error(`A blueprint was answered with ${JSON.stringify(stored.body)}`);
  return String(stored.body.id);
}
