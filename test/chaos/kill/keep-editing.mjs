// Somebody who changes a stored blueprint again and again while it is started and run.
import { setTimeout as sleep } from 'node:timers/promises';
import { editedBlueprint } from './shapes.mjs';

const pauseMs = 250;

/** Edits until there is nothing to start any more. @param {import('./clients.mjs').PacedClients} servers @param {string} id @param {string} address of the ledger */
export async function keepEditing(servers, id, address) {
  for (let version = 2; !servers.pace.isStartingOver; version += 1) {
    await sleep(pauseMs);
    const { headers } = await servers.read(`/api/v1/blueprints/${id}`);
    const lock = { 'x-version-lock': String(headers['x-version-lock']) };
    await servers.send('PUT', `/api/v1/blueprints/${id}`, { body: editedBlueprint(address, version), headers: lock });
  }
}
