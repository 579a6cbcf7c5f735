/** Finds the recording that comes nearest to a request that has none, so that whoever reads of the miss sees what has changed. */
import type { JsonObject } from '@ice/core';
import { cassetteFolderOf } from './cassette-file.js';
import type { CassetteFolder } from './cassette-folder.js';
import type { Cassette } from './cassette.js';
import { commonStart, differencesBetween, type Difference } from './request-difference.js';

/** Most recordings that are looked at; the miss itself is already sure. */
const mostCompared = 500;

/** A recording, and what its request has different. */
export interface NearCassette {
  readonly file: string;
  readonly cassette: Cassette;
  /** Never empty. */
  readonly differences: readonly [Difference, ...Difference[]];
}

/** The nearest of these files that can be read: of the same model where there is one. Null where there is none. */
export async function nearestCassette(
  request: JsonObject,
  folder: CassetteFolder,
  files: readonly string[],
): Promise<NearCassette | null> {
  const own = files.filter((file) => file.startsWith(`${cassetteFolderOf(request)}/`));
  return (await nearestOf(request, folder, own)) ?? nearestOf(request, folder, files);
}

async function nearestOf(
  request: JsonObject,
  folder: CassetteFolder,
  files: readonly string[],
): Promise<NearCassette | null> {
  let nearest: NearCassette | null = null;
  let least = Infinity;
  for (const file of files.slice(0, mostCompared)) {
    // A broken file is told of by whoever asks for what is in it.
    const cassette = await folder.read(file).catch(() => null);
    const [first, ...others] = cassette ? differencesBetween(cassette.request, request) : [];
    if (!cassette || !first) continue;
    const distance = [first, ...others].reduce((sum, difference) => sum + unlikeness(difference), 0);
    if (distance >= least) continue;
    least = distance;
    nearest = { file, cassette, differences: [first, ...others] };
  }
  return nearest;
}

/** From 0 (nearly the same) to 1 (nothing in common). Texts are compared by what they begin and end with. */
function unlikeness({ recorded, asked }: Difference): number {
  if (typeof recorded !== 'string' || typeof asked !== 'string') return 1;
  const start = commonStart(recorded, asked);
  const same = start + commonEnd(recorded, asked, Math.min(recorded.length, asked.length) - start);
  return 1 - same / (Math.max(recorded.length, asked.length) + 1);
}

/** How far two texts are the same from the end, in characters, up to `most`. */
function commonEnd(left: string, right: string, most: number): number {
  for (let length = 0; length < most; length += 1) {
    if (left[left.length - 1 - length] !== right[right.length - 1 - length]) return length;
  }
  return most;
}
