// What must be true afterwards, whatever was killed when: P1 to P5 of docs/promises, seen from outside.
import { setTimeout as sleep } from 'node:timers/promises';

const endLimitMs = 60_000;
const finalTypes = new Set(['node.completed', 'node.failed', 'node.skipped', 'node.cancelled']);

/** @typedef {{ takenOver: number, executions: number, repeatedCalls: number, slowestEndMs: number }} Facts */
/** @typedef {{ faults: string[], facts: Facts }} Findings */

/**
 * @param {import('./killing-pair.mjs').KillingPair} servers
 * @param {readonly import('./start-executions.mjs').Started[]} started
 * @param {import('./effect-ledger.mjs').EffectLedger} ledger
 * @returns {Promise<Findings>}
 */
export async function checkExecutions(servers, started, ledger) {
  const faults = [];
  const facts = { executions: started.length, takenOver: 0, repeatedCalls: 0, slowestEndMs: 0 };
  const since = Date.now();
  for (const { id, subjects } of started) {
    const snapshot = await ended(servers, id, since + endLimitMs);
    facts.slowestEndMs = Math.max(facts.slowestEndMs, Date.now() - since);
    if (snapshot?.status !== 'completed') {
      faults.push(`${id} is ${snapshot?.status ?? 'lost'}: ${JSON.stringify(snapshot?.failure ?? null)}`);
      continue;
    }
    const events = await eventsOf(servers, id);
    const resumed = events.filter(({ type }) => type === 'execution.resumed').length;
    facts.takenOver += resumed;
    faults.push(...faultsOfJournal(id, events));
    for (const subject of subjects) {
      const keys = ledger.calls.get(subject) ?? [];
      facts.repeatedCalls += Math.max(0, keys.length - 1);
      if (keys.length === 0) faults.push(`${id}: the call ${subject} was never made`);
      if (keys.length > 1 + resumed) faults.push(`${id}: ${keys.length} calls ${subject} after ${resumed} take-overs`);
      if (new Set(keys).size > 1 || keys.includes(''))
        faults.push(`${id}: the calls ${subject} came with different keys`);
    }
  }
  return { faults, facts };
}

/** @param {import('./killing-pair.mjs').KillingPair} servers @param {string} id @param {number} limit */
async function ended(servers, id, limit) {
  for (;;) {
    const { status, body } = await servers.read(`/api/v1/executions/${id}`);
    if (status === 404) return null;
    if (body.ended_at || Date.now() > limit) return body;
    await sleep(100);
  }
}

/** @param {import('./killing-pair.mjs').KillingPair} servers @param {string} id */
async function eventsOf(servers, id) {
  const { body } = await servers.read(`/api/v1/executions/${id}/events?limit=1000`);
  return /** @type {{ sequence: number, type: string, path?: string }[]} */ (body.data);
}

/** @param {string} id @param {readonly { sequence: number, type: string, path?: string }[]} events */
function faultsOfJournal(id, events) {
  const faults = [];
  if (events.some(({ sequence }, index) => sequence !== index + 1)) faults.push(`${id}: the sequence has a gap`);
  const ends = events.filter(({ type }) => finalTypes.has(type)).map(({ path }) => path);
  if (new Set(ends).size !== ends.length) faults.push(`${id}: a node run was recorded twice`);
  const finals = events.filter(({ type }) => /^execution\.(completed|failed|cancelled)$/.test(type));
  if (finals.length !== 1 || !/^execution\./.test(events.at(-1)?.type ?? '')) faults.push(`${id}: it did not end once`);
  return faults;
}
