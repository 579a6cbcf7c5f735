/** Names for what suggestions add: readable, allowed, and not taken yet. */
import { nodeIdPattern } from '../blueprint/node-fields.js';

/** The wish itself where it is free, else with the first number that is. Always an allowed id. */
export function freeName(wish: string, taken: { has(name: string): boolean }): string {
  const base = allowedName(wish);
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? base : `${base.slice(0, 58)}_${count}`;
    if (!taken.has(name)) return name;
  }
}

/** The wish with everything that an id may not have taken out. */
function allowedName(wish: string): string {
  const cleaned = wish
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 64);
  return nodeIdPattern.test(cleaned) ? cleaned : 'value';
}
