// Judges what clients saw of one thing that is changed under a version lock: could it have happened one act at a time, each between its
// call and its answer? Every accepted change makes a lock that never was before, so the order of versions is known: it is the chain from
// the lock that each change was made under to the one that it made. What is left is to compare that order with the clock.
//
// Each act gets a rank, its place in the order of versions: change i has 2i, who read its version 2i + 1, and who was refused because of
// an older lock came after the change that replaced it. A history is sound exactly when no act that had returned before another was
// called has a higher rank than that one: real time is an interval order, in which every longer circle contains one of two acts.

/**
 * One act of a client. Times are of one clock, in ms.
 * @typedef {object} Act
 * @property {'create' | 'change' | 'remove' | 'read'} kind
 * @property {number} called
 * @property {number} returned
 * @property {'done' | 'refused' | 'gone' | 'unknown'} fate `refused`: the lock was not the current one. `gone`: there is nothing (any
 *   more). `unknown`: no answer came.
 * @property {string} [given] The lock that a change was made under.
 * @property {string} [lock] The lock that it made, or that was read.
 * @property {string} [mark] What a change wrote, or a read read: unique for each change.
 */

/** @typedef {{ rule: string, acts: readonly Act[] }} Finding */

/** @param {readonly Act[]} history of one thing, in any order @returns {readonly Finding[]} */
export function findingsOf(history) {
  const changes = changesOf(history);
  const { chain, findings } = chainOf(changes);
  const ranked = new Map(chain.map((change, index) => [change, 2 * index]));
  const places = placesOf(chain);
  return [...findings, ...strangeReads(history, places), ...outOfTime(history, ranked, places)];
}

/**
 * Changes that took effect. One without an answer took effect if anybody read what it wrote.
 * @param {readonly Act[]} history @returns {readonly Act[]}
 */
function changesOf(history) {
  const seen = new Map(history.filter(({ kind }) => kind === 'read').map(({ mark, lock }) => [mark, lock]));
  const isGone = history.some(({ fate }) => fate === 'gone');
  const isRemoved = history.some(({ kind, fate }) => kind === 'remove' && fate === 'done');
  return history.flatMap((act) => {
    if (act.kind === 'read') return [];
    if (act.fate === 'done') return [act];
    if (act.fate !== 'unknown') return [];
    if (act.kind === 'remove') return isGone && !isRemoved ? [act] : [];
    const lock = seen.get(act.mark);
    // The act itself, by which it is found again below.
    return lock === undefined ? [] : [Object.assign(act, { lock })];
  });
}

const beginning = '(nothing yet)';
const gone = '(gone)';

/** The versions in order. @param {readonly Act[]} changes */
function chainOf(changes) {
  /** @type {Finding[]} */
  const findings = [];
  /** @type {Map<string, Act>} */
  const next = new Map();
  /** @type {Map<string, Act>} */
  const makers = new Map();
  for (const change of changes) {
    const before = change.kind === 'create' ? beginning : String(change.given);
    const rival = next.get(before);
    if (rival && !isDoubtful(rival, change))
      findings.push({ rule: 'two changes under one lock', acts: [rival, change] });
    if (!rival || rival.fate === 'unknown') next.set(before, change);
    const maker = change.lock === undefined ? undefined : makers.get(change.lock);
    if (maker) findings.push({ rule: 'one lock was made twice', acts: [maker, change] });
    if (change.lock !== undefined) makers.set(change.lock, change);
  }
  const chain = follow(next);
  const inChain = new Set(chain);
  const astray = [...next.values()].filter((change) => !inChain.has(change));
  for (const act of astray)
    findings.push({ rule: 'a change under a lock that never was the current one', acts: [act] });
  return { chain, findings };
}

/** Of removals without an answer nobody knows which one it was. @param {Act} one @param {Act} other */
function isDoubtful(one, other) {
  return [one, other].some(({ kind, fate }) => kind === 'remove' && fate === 'unknown');
}

/** @param {ReadonlyMap<string, Act>} next change by the lock that it was made under */
function follow(next) {
  /** @type {Act[]} */
  const chain = [];
  const met = new Set();
  for (let lock = beginning, change = next.get(lock); change && !met.has(lock); change = next.get(lock)) {
    met.add(lock);
    chain.push(change);
    lock = change.lock ?? gone;
  }
  return chain;
}

/** Index in the chain by lock. @param {readonly Act[]} chain */
function placesOf(chain) {
  return new Map(chain.map((change, index) => [change.lock ?? gone, { index, mark: change.mark }]));
}

/** @param {readonly Act[]} history @param {ReturnType<typeof placesOf>} places @returns {readonly Finding[]} */
function strangeReads(history, places) {
  return history.flatMap((act) => {
    if (act.kind !== 'read' || act.fate !== 'done') return [];
    const place = places.get(String(act.lock));
    if (!place) return [{ rule: 'a lock was read that no change made', acts: [act] }];
    return place.mark === act.mark ? [] : [{ rule: 'what was read is not what its lock stands for', acts: [act] }];
  });
}

/** @param {readonly Act[]} history @param {ReadonlyMap<Act, number>} ranked @param {ReturnType<typeof placesOf>} places */
function outOfTime(history, ranked, places) {
  /** @type {Finding[]} */
  const findings = [];
  const returns = history
    .filter(({ fate }) => fate !== 'unknown')
    .sort((left, right) => left.returned - right.returned);
  /** @type {Map<Act, number>} */
  const ranks = new Map();
  let ended = 0;
  /** The highest of those that had returned. @type {{ rank: number, act: Act | null }} */
  let floor = { rank: -1, act: null };
  for (const act of history.toSorted((left, right) => left.called - right.called)) {
    for (let past = returns[ended]; past && past.returned < act.called; past = returns[(ended += 1)]) {
      const rank = ranks.get(past) ?? -1;
      if (rank > floor.rank) floor = { rank, act: past };
    }
    const rank = rankOf(act, ranked, places, floor.rank);
    if (rank === null) continue;
    if (rank > 2 * ranked.size) {
      findings.push({
        rule: act.fate === 'gone' ? 'gone, and nobody has removed it' : 'refused under the current lock',
        acts: [act],
      });
      continue;
    }
    ranks.set(act, rank);
    if (rank < floor.rank && floor.act)
      findings.push({ rule: 'too late: one that comes after it had returned', acts: [floor.act, act] });
  }
  return findings;
}

/**
 * Null for what may have happened at any time, or not at all.
 * @param {Act} act @param {ReadonlyMap<Act, number>} ranked @param {ReturnType<typeof placesOf>} places @param {number} floor
 */
function rankOf(act, ranked, places, floor) {
  const own = ranked.get(act);
  if (own !== undefined) return own;
  if (act.fate === 'gone') return 2 * (places.get(gone)?.index ?? Infinity) + 1;
  const lock = act.fate === 'refused' ? act.given : act.lock;
  const index = act.fate === 'unknown' ? undefined : places.get(String(lock))?.index;
  if (index === undefined) return null;
  return act.fate === 'refused' ? Math.max(floor, 2 * index + 3) : 2 * index + 1;
}
