/** The set of (object, key) pairs behind the refusal of duplicate keys. */
import { describe, expect, it } from '@jest/globals';
import { KeyTable } from './key-table.js';

const TEXT = Buffer.from('"a""b""\\u0061"');
const [A, B, ESCAPED_A] = [0, 3, 6];

/** Other keys than these would have other hashes; here the hash is a number like any other. */
const HASH = 42;

describe('KeyTable', () => {
  it('refuses a key that an object has, also when it is escaped differently', () => {
    const table = new KeyTable();
    table.beginDocument(10);
    const owner = table.openObject();

    expect([A, ESCAPED_A].map((start) => table.add(TEXT, owner, HASH, start))).toEqual([true, false]);
  });

  it('tells different keys of one hash apart', () => {
    const table = new KeyTable();
    table.beginDocument(10);
    const owner = table.openObject();

    expect([A, B, B].map((start) => table.add(TEXT, owner, HASH, start))).toEqual([true, true, false]);
  });

  it('lets every object have its own keys, before and after others were opened', () => {
    const table = new KeyTable();
    table.beginDocument(10);
    const [outer, inner] = [table.openObject(), table.openObject()];

    expect([outer, inner, outer, inner].map((owner) => table.add(TEXT, owner, HASH, A))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('keeps its keys while it grows', () => {
    const table = new KeyTable();
    table.beginDocument(10);
    const owner = table.openObject();
    const hashes = Array.from({ length: 5000 }, (_, index) => index);

    expect(hashes.filter((hash) => !table.add(TEXT, owner, hash, A))).toEqual([]);
    expect(hashes.filter((hash) => table.add(TEXT, owner, hash, A))).toEqual([]);
  });

  it('forgets the keys of earlier documents, also when the numbers of objects begin anew', () => {
    const table = new KeyTable();
    const first = Array.from({ length: 3 }, () => {
      table.beginDocument(10);
      return table.add(TEXT, table.openObject(), HASH, A);
    });
    table.beginDocument(0xffff_ffff);
    const owner = table.openObject();

    expect(first).toEqual([true, true, true]);
    expect(owner).toBe(1);
    expect([A, A].map((start) => table.add(TEXT, owner, HASH, start))).toEqual([true, false]);
  });
});
