// How long executions stood still after their worker was killed: from the kill, which this process has done, to the entry of the journal
// with which another worker goes on.

/** @typedef {{ ms: number, isHindered: boolean }} TakeOver */

/**
 * One for each execution that a killed worker has left. `isHindered`: Redis was not well meanwhile, or no other worker was.
 * @param {import('./fleet.mjs').Fleet} fleet @param {readonly import('../kill/check-journal.mjs').Loss[]} losses
 * @returns {readonly TakeOver[]}
 */
export function takeOversOf(fleet, losses) {
  return losses.flatMap(({ worker, resumedAt }) => {
    const known = lifeOf(fleet, worker);
    if (!known || resumedAt < known.life.killedAt) return [];
    const { member, life } = known;
    return [{ ms: resumedAt - life.killedAt, isHindered: isHindered(fleet, member, life.killedAt, resumedAt) }];
  });
}

/** In ms; null when there are none. @param {readonly number[]} times */
export function figuresOf(times) {
  const sorted = times.toSorted((left, right) => left - right);
  const at = (/** @type {number} */ share) => sorted[Math.ceil(sorted.length * share) - 1];
  return sorted.length === 0 ? null : { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}

/** The killed process that ran as this worker. @param {import('./fleet.mjs').Fleet} fleet @param {string} worker */
function lifeOf(fleet, worker) {
  for (const member of fleet.of('worker')) {
    const life = member.lives.find((each) => each.worker === worker);
    if (life) return { member, life };
  }
  return null;
}

/** @param {import('./fleet.mjs').Fleet} fleet @param {{ name: string }} victim @param {number} from @param {number} to */
function isHindered(fleet, victim, from, to) {
  const hurt = new Set(
    fleet.spells.filter((spell) => spell.from < to && spell.to > from).map(({ kind, name }) => nameOf(kind, name)),
  );
  const others = fleet.of('worker').filter(({ name }) => name !== victim.name);
  return hurt.has('redis') || others.every(({ name }) => hurt.has(name));
}

/** Clients that are thrown off come back at once. @param {string} kind @param {string} name */
function nameOf(kind, name) {
  return kind === 'kill clients' ? 'clients' : name;
}
