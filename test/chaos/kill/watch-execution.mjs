// Somebody who watches an execution from its beginning to its end, at whichever server lives, and comes back after the last event that he
// has seen whenever one is lost.
import { request as open } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {{ sequences: readonly number[], connections: number }} Watched */

/** The server says something every 15 s, if only that it is there. */
const patienceMs = 20_000;
const comeBackMs = 100;

/** @param {import('./clients.mjs').Clients} servers @param {string} id @returns {Promise<Watched>} */
export async function watchExecution(servers, id) {
  /** @type {number[]} */
  const sequences = [];
  for (let connections = 0; ; await sleep(comeBackMs)) {
    const server = servers.choose();
    if (!server) continue;
    connections += 1;
    if (await watchOnce(`${server.url}/api/v1/executions/${id}/events`, sequences)) return { sequences, connections };
  }
}

/** Adds what it sees. True when it has seen the end. @param {string} url @param {number[]} sequences @returns {Promise<boolean>} */
function watchOnce(url, sequences) {
  const after = String(sequences.at(-1) ?? 0);
  const headers = { accept: 'text/event-stream', 'last-event-id': after };
  return new Promise((resolve) => {
    let isOver = false;
    const end = () => resolve(isOver);
    const request = open(url, { headers, agent: false }, (response) => {
      isOver = response.statusCode === 204;
      let rest = '';
      response.setEncoding('utf8').on('data', (/** @type {string} */ piece) => {
        const blocks = (rest + piece).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) isOver = see(block, sequences) || isOver;
      });
      response.once('error', end).once('close', end);
    });
    request
      .once('error', end)
      .setTimeout(patienceMs, () => request.destroy())
      .end();
  });
}

/** True for the last block. @param {string} block @param {number[]} sequences */
function see(block, sequences) {
  const lines = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const event = lines.get('event');
  if (event === 'complete') return true;
  if (event !== undefined && event !== 'problem') sequences.push(Number(lines.get('id')));
  return false;
}
