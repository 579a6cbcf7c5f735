import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@ice/storage';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PriceFile, type PriceReading } from './price-file.js';

let folder: string;
let place: string;
let clock: ManualClock;
let file: PriceFile;

const write = (value: unknown, to = place): void => writeFileSync(to, JSON.stringify(value));
/** What stands there a second later. */
const later = (): PriceReading => {
  clock.advance(1_000);
  return file.look();
};

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ice-prices-'));
  place = path.join(folder, 'prices.json');
  clock = new ManualClock();
  file = new PriceFile(place, clock);
  write({ a: 1 });
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a price file', () => {
  it('is looked at once a second, and read again when it has changed', () => {
    const first = file.look();
    expect(first).toEqual({ ok: true, overrides: { a: 1 } });
    write({ a: 22 });
    expect(file.look()).toBe(first);
    expect(later()).toEqual({ ok: true, overrides: { a: 22 } });
  });

  it('is read again when another file of the same size was put in its place', () => {
    file.look();
    write({ a: 2 }, path.join(folder, 'new.json'));
    renameSync(path.join(folder, 'new.json'), place);
    expect(later()).toEqual({ ok: true, overrides: { a: 2 } });
  });

  it('gives the same prices as long as the same text stands there', () => {
    const first = file.look();
    expect(later()).toBe(first);
    write({ a: 1 });
    expect(later()).toBe(first);
  });

  it.each<[string, () => void, RegExp]>([
    ['that is gone', () => rmSync(place), /prices\.json cannot be read as JSON: .*ENOENT/],
    ['that is half written', () => writeFileSync(place, '{"a":'), /cannot be read as JSON: /],
    ['that is too large', () => writeFileSync(place, ' '.repeat(4 * 1024 * 1024 + 1)), /more than 4194304 bytes/],
    ['that is a folder now', () => (rmSync(place), mkdirSync(place)), /it is no file/],
    ['that could be read for ever', () => (rmSync(place), symlinkSync('/dev/zero', place)), /it is no file/],
  ])('%s is a fault until it is mended', (_what, spoil, sentence) => {
    const first = file.look();
    spoil();
    const spoilt = later();
    expect(spoilt).toEqual({ ok: false, fault: expect.objectContaining({ code: 'validation-failed' }) });
    expect(spoilt.ok ? '' : spoilt.fault.message).toMatch(sentence);
    rmSync(place, { recursive: true, force: true });
    write({ a: 1 });
    expect(later()).toBe(first);
  });

  it('is looked at again when the clock was put back', () => {
    clock.advance(1_000_000);
    file.look();
    write({ a: 3 });
    clock.set(0);
    expect(file.look()).toEqual({ ok: true, overrides: { a: 3 } });
  });
});
