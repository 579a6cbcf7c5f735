// What a broken server would have answered, planted into sound histories: whoever judges histories must find each of these.
import { findingsOf } from './check-history.mjs';

/** @typedef {import('./check-history.mjs').Act} Act */

/** Each changes a history of more than a few versions into one that cannot be. @type {Readonly<Record<string, (acts: Act[]) => void>>} */
const plants = {
  'a lost update': (acts) => void acts.push(again(changes(acts)[1], { lock: 'other', mark: 'other' })),
  'a lock that comes back': (acts) => void Object.assign(changes(acts)[3] ?? {}, { lock: changes(acts)[0]?.lock }),
  'a stale read': (acts) => void acts.push(readOf(changes(acts)[1], after(acts))),
  'a read of nothing': (acts) => void acts.push({ ...readOf(changes(acts)[1], after(acts)), lock: 'no such lock' }),
  'a read of other content': (acts) => void acts.push({ ...again(reads(acts)[0], {}), mark: 'of another' }),
  'a change under an invented lock': (acts) =>
    void acts.push(again(changes(acts)[1], { given: 'invented', lock: 'other', mark: 'other' })),
  'a refusal of the current lock': (acts) => {
    const { returned, lock } = /** @type {Act} */ (changes(acts)[2]);
    const next = changes(acts)[3];
    // Within the time in which nobody could have replaced it.
    acts.push({ kind: 'change', called: returned, returned, fate: 'refused', given: String(lock) });
    if (next) next.called = returned + 0.001;
  },
};

/** The names of those that are not found. @param {readonly Act[]} history a sound one @returns {readonly string[]} */
export function missedIn(history) {
  return Object.entries(plants).flatMap(([name, plant]) => {
    const acts = history.map((act) => ({ ...act }));
    plant(acts);
    return findingsOf(acts).length > 0 ? [] : [name];
  });
}

/** How many there are. */
export const plantCount = Object.keys(plants).length;

/** In the order in which they took effect. @param {readonly Act[]} acts */
function changes(acts) {
  return acts
    .filter(({ kind, fate }) => kind === 'change' && fate === 'done')
    .sort((left, right) => left.returned - right.returned);
}

/** @param {readonly Act[]} acts */
function reads(acts) {
  return acts.filter(({ kind, fate }) => kind === 'read' && fate === 'done');
}

/** @param {Act | undefined} act @param {Partial<Act>} other */
function again(act, other) {
  return /** @type {Act} */ ({ ...act, ...other });
}

/** @param {readonly Act[]} acts */
function after(acts) {
  return Math.max(...acts.filter(({ fate }) => fate !== 'unknown').map(({ returned }) => returned)) + 1;
}

/** @param {Act | undefined} change @param {number} at @returns {Act} */
function readOf(change, at) {
  return { kind: 'read', called: at, returned: at, fate: 'done', ...pick(change) };
}

/** @param {Act | undefined} change */
function pick(change) {
  return { lock: String(change?.lock), mark: String(change?.mark) };
}
