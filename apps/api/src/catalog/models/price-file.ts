/** The operator's price file as it is now: looked at when somebody asks, at most once a second, and read again when it has changed. Never
 *  throws, and never gives older prices for a file that cannot be read. */
import { IceError, type Clock } from '@ice/core';
import type { PriceOverrides } from '@ice/models';
import { readFileSync, statSync } from 'node:fs';

/** How long a look at the file is good for. */
export const priceFilePatienceMs = 1_000;

/** A price for every model that there is takes less. */
const maxBytes = 4n * 1024n * 1024n;

/** What stands in the file; whoever uses the prices judges them. The same object as long as the same text stands there. */
export type PriceReading =
  { readonly ok: true; readonly overrides: PriceOverrides } | { readonly ok: false; readonly fault: IceError };

/** See the head of this file. */
export class PriceFile {
  #lookedAt = -Infinity;
  #reading: PriceReading | undefined;
  #good: { readonly stamp: string; readonly text: string; readonly reading: PriceReading } | undefined;

  constructor(
    private readonly path: string,
    private readonly clock: Clock,
  ) {}

  /** What stands in the file. A clock that was put back counts as time that has passed. */
  look(): PriceReading {
    const now = this.clock.now();
    const known = Math.abs(now - this.#lookedAt) < priceFilePatienceMs ? this.#reading : undefined;
    if (known) return known;
    this.#lookedAt = now;
    this.#reading = this.#read();
    return this.#reading;
  }

  /** The stamp is taken before the text: what is written in between is seen the next time. */
  #read(): PriceReading {
    try {
      const stamp = stampOf(this.path);
      if (this.#good?.stamp === stamp) return this.#good.reading;
      const text = readFileSync(this.path, 'utf8');
      const reading = this.#good?.text === text ? this.#good.reading : { ok: true as const, overrides: pricesIn(text) };
      this.#good = { stamp, text, reading };
      return reading;
    } catch (fault) {
      const because = fault instanceof Error ? fault.message : String(fault);
      const sentence = `ICE_PRICE_FILE: ${this.path} cannot be read as JSON: ${because}.`;
      return { ok: false, fault: new IceError('validation-failed', sentence) };
    }
  }
}

function pricesIn(text: string): PriceOverrides {
  return JSON.parse(text) as PriceOverrides;
}

/** Changes with every change of the file, also where another one was put in its place. Anything but a plain file could be read for ever. */
function stampOf(path: string): string {
  const stats = statSync(path, { bigint: true });
  if (!stats.isFile()) throw new Error('it is no file');
  if (stats.size > maxBytes) throw new Error(`it has more than ${maxBytes} bytes`);
  return [stats.dev, stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(' ');
}
