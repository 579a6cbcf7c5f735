/** Did you mean …? Pure. */
import { editDistance } from './edit-distance.js';

/**
 * The name (`provider/name`) most like what was asked for, full or bare, in any letter case. Undefined when half of its
 * characters or more would have to change: then a suggestion only misleads. The first of equals wins.
 */
export function nearestModel(asked: string, names: readonly string[]): string | undefined {
  const wanted = asked.toLowerCase();
  let nearest: string | undefined;
  let limit = bareName(asked).length / 2;
  for (const name of names) {
    const distance = distanceOf(wanted, name.toLowerCase(), limit);
    if (distance >= limit) continue;
    nearest = name;
    limit = distance;
  }
  return nearest;
}

function distanceOf(asked: string, name: string, limit: number): number {
  const distance = nameDistance(bareName(asked), bareName(name), limit);
  return asked.includes('/') ? distance + editDistance(providerOf(asked), providerOf(name), limit) : distance;
}

/** `claude-4-sonnet` is near `claude-sonnet-4-0`: another order of the words counts as one edit. */
function nameDistance(asked: string, name: string, limit: number): number {
  return Math.min(editDistance(asked, name, limit), 1 + editDistance(inOrder(asked), inOrder(name), limit - 1));
}

function inOrder(name: string): string {
  return name.split('-').sort().join('-');
}

function bareName(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}

function providerOf(name: string): string {
  return name.slice(0, name.indexOf('/'));
}
