// The people: they answer what executions ask, some early, some twice at once, and note what became of each answer.
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What was sent for one question. `taken`: acknowledged with 200 or 202, and how. `refused`: 409. `unknown`: no answer came back, since
 * the server died meanwhile.
 * @typedef {{ value: number, fate: 'taken' | 'refused' | 'unknown', status?: string }} Sent
 * @typedef {{ question: import('./shapes.mjs').Question, sent: readonly Sent[] }} Answers
 */

/** How long they think, and how often they look again, in ms. */
const longestThought = 1_500;
const lookAgainMs = 400;

/**
 * Resolves when each question has been answered, or nothing asks it any more.
 * @param {import('./clients.mjs').Clients} servers
 * @param {string} id
 * @param {readonly import('./shapes.mjs').Question[]} questions
 * @param {import('./random.mjs').Random} random
 * @returns {Promise<readonly Answers[]>}
 */
export async function answerQuestions(servers, id, questions, random) {
  const people = questions.map((question) => ({ question, /** @type {Sent[]} */ sent: [] }));
  await Promise.all(people.map(({ question, sent }) => answer(servers, id, question, sent, random)));
  return people;
}

/**
 * @param {import('./clients.mjs').Clients} servers
 * @param {string} id
 * @param {import('./shapes.mjs').Question} question
 * @param {Sent[]} sent
 * @param {import('./random.mjs').Random} random
 */
async function answer(servers, id, question, sent, random) {
  if (question.manner === 'asked') await sleep(random.between(100, longestThought));
  for (;;) {
    const target = await targetOf(servers, id, question, sent);
    if (target === 'over') return;
    if (target !== null) {
      const answers = Array.from({ length: random.between(1, 2) }, () => send(servers, target, random));
      sent.push(...(await Promise.all(answers)));
    }
    if (sent.some(({ fate }) => fate === 'taken')) return;
    await sleep(lookAgainMs);
  }
}

/**
 * Where the answer goes, null while nothing asks for it, `over` when nothing will again.
 * @param {import('./clients.mjs').Clients} servers
 * @param {string} id
 * @param {import('./shapes.mjs').Question} question
 * @param {readonly Sent[]} sent
 */
async function targetOf(servers, id, { manner, name, path }, sent) {
  const place = `/api/v1/executions/${id}`;
  const early = { place: `${place}/signals`, address: name === undefined ? { path } : { name } };
  if (manner === 'early' && sent.length === 0) return early;
  const { body } = await servers.read(place);
  const isSettled = body.nodes.some((/** @type {any} */ run) => run.path === path && run.ended_at !== null);
  if (body.ended_at !== null || isSettled) return 'over';
  if (manner === 'early') return early;
  const open = body.open_signals.find((/** @type {any} */ signal) => signal.path === path);
  return open ? { place: `${place}/signals/${open.signal_id}`, address: {} } : null;
}

/**
 * @param {import('./clients.mjs').Clients} servers
 * @param {{ place: string, address: object }} target
 * @param {import('./random.mjs').Random} random
 * @returns {Promise<Sent>}
 */
async function send(servers, { place, address }, random) {
  const value = random.between(1, 1_000_000_000);
  const answered = await servers.send('POST', place, { body: { ...address, value: { n: value } } });
  if (answered === null || answered.status === 503) return { value, fate: 'unknown' };
  if (answered.status === 200 || answered.status === 202) return { value, fate: 'taken', status: answered.body.status };
  if (answered.status === 409) return { value, fate: 'refused' };
  throw new Error(`An answer was answered with ${answered.status} ${JSON.stringify(answered.body)}`);
}
