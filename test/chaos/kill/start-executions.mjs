// Starts executions in step with the kills, so that whenever a server dies it has something to lose. Each start has an idempotency key
// and is asked for until it is answered: no start is unknown, and none begins twice.
import { setTimeout as sleep } from 'node:timers/promises';
import { answerQuestions } from './answer-questions.mjs';
import { watchExecution } from './watch-execution.mjs';

/**
 * @typedef {object} Started
 * @property {string} id
 * @property {string} subject The one of its calls, before their suffixes.
 * @property {import('./shapes.mjs').Shape} shape
 * @property {Promise<readonly import('./answer-questions.mjs').Answers[]>} answers What people answered.
 * @property {Promise<import('./watch-execution.mjs').Watched> | null} watched What somebody saw who watched it.
 */

/** How long each client rests between two starts. */
const pauseMs = 50;
/** How long it rests while the work is ahead of the kills. */
const longPauseMs = 1_000;
/** Of so many executions one is watched. */
const watchedShare = 8;
/** The longest time after which one is cancelled, in ms. */
const cancelMs = 1_500;

/**
 * Starts until all have been started and all kills are over: some more than all, when those take longer.
 * @param {import('./clients.mjs').PacedClients} servers
 * @param {readonly import('./shapes.mjs').Shape[]} shapes
 * @param {import('./random.mjs').Random} random
 * @returns {Promise<readonly Started[]>}
 */
export async function startExecutions(servers, shapes, random) {
  const { pace } = servers;
  const choices = shapes.flatMap((shape) => Array.from({ length: shape.share }, () => shape));
  /** @type {Started[]} */
  const started = [];
  const keepStarting = async () => {
    while (!pace.isStartingOver) {
      pace.started += 1;
      started.push(await start(servers, `${random.seed}-${pace.started}`, random.of(choices), random));
      await sleep(pace.isWorkAhead ? longPauseMs : pauseMs);
    }
  };
  await Promise.all(Array.from({ length: servers.starters }, keepStarting));
  return started;
}

/**
 * @param {import('./clients.mjs').PacedClients} servers
 * @param {string} subject
 * @param {import('./shapes.mjs').Shape} shape
 * @param {import('./random.mjs').Random} random
 * @returns {Promise<Started>}
 */
async function start(servers, subject, shape, random) {
  const inputs = { subject, short_s: random.between(2, 10) / 10, long_s: random.between(60, 80) / 10 };
  const { status, body } = await servers.ask('POST', '/api/v1/executions/', {
    body: { ...shape.what, inputs },
    headers: { 'idempotency-key': subject },
  });
  if (status !== 202 && status !== 200) throw new Error(`A start was answered with ${status} ${JSON.stringify(body)}`);
  const id = body.execution_id;
  const answers = shape.isCancelled
    ? cancelSoon(servers, id, random)
    : answerQuestions(servers, id, shape.questions ?? [], random);
  const watched = random.between(1, watchedShare) === 1 ? watchExecution(servers, id) : null;
  return { id, subject, shape, answers, watched };
}

/** @param {import('./clients.mjs').PacedClients} servers @param {string} id @param {import('./random.mjs').Random} random */
async function cancelSoon(servers, id, random) {
  await sleep(random.between(0, cancelMs));
  const { status, body } = await servers.ask('POST', `/api/v1/executions/${id}/cancel`);
  if (status !== 202 && status !== 200) throw new Error(`A cancel was answered with ${status} ${JSON.stringify(body)}`);
  return [];
}
