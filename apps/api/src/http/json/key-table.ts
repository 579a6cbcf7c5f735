/**
 * The set of (object, key) pairs of the document being read: one open-addressed table, reused for every document of the
 * process, so that a key costs no allocation. Sound only because a scan never yields to another one.
 */
import { keyEnd, readKey } from './key-check.js';

const FIRST_SIZE = 1024;

/** Object numbers run on over documents; the table is emptied before they leave 32 bits. */
const LAST_OWNER = 0xffff_ffff;

/** Which keys each open object has had. Objects are known by a number that `openObject` gives. */
export class KeyTable {
  #owners = new Uint32Array(FIRST_SIZE);
  #hashes = new Int32Array(FIRST_SIZE);
  #starts = new Int32Array(FIRST_SIZE);
  #lastOwner = 0;
  /** The first owner of this document: slots of smaller ones are left over from earlier documents, that is, empty. */
  #firstOwner = 1;
  #used = 0;

  /** Forgets the keys of the document before. `mostObjects` bounds how many objects this one opens. */
  beginDocument(mostObjects: number): void {
    if (this.#lastOwner > LAST_OWNER - mostObjects) {
      this.#owners.fill(0);
      this.#lastOwner = 0;
    }
    this.#firstOwner = this.#lastOwner + 1;
    this.#used = 0;
  }

  /** Gives the number of a new object. */
  openObject(): number {
    this.#lastOwner += 1;
    return this.#lastOwner;
  }

  /**
   * Adds the key whose opening quote stands at `start`. False when this object has it already, also when the two are
   * escaped differently. Only for keys that have been checked.
   */
  add(bytes: Buffer, owner: number, hash: number, start: number): boolean {
    if (this.#used * 2 >= this.#owners.length) this.#grow();
    let slot = this.#firstSlot(owner, hash);
    while (this.#isTaken(slot)) {
      if (this.#holds(slot, owner, hash) && isSameKey(bytes, this.#starts[slot] as number, start)) return false;
      slot = (slot + 1) & (this.#owners.length - 1);
    }
    this.#put(slot, owner, hash, start);
    this.#used += 1;
    return true;
  }

  #firstSlot(owner: number, hash: number): number {
    const word = Math.imul(hash ^ Math.imul(owner, 0x9e3779b1), 0x85ebca6b);
    return (word ^ (word >>> 16)) & (this.#owners.length - 1);
  }

  #isTaken(slot: number): boolean {
    return (this.#owners[slot] as number) >= this.#firstOwner;
  }

  #holds(slot: number, owner: number, hash: number): boolean {
    return this.#owners[slot] === owner && this.#hashes[slot] === hash;
  }

  #put(slot: number, owner: number, hash: number, start: number): void {
    this.#owners[slot] = owner;
    this.#hashes[slot] = hash;
    this.#starts[slot] = start;
  }

  /** Doubles the table. The work is paid for by the keys that filled it. */
  #grow(): void {
    const [owners, hashes, starts] = [this.#owners, this.#hashes, this.#starts];
    this.#owners = new Uint32Array(owners.length * 2);
    this.#hashes = new Int32Array(owners.length * 2);
    this.#starts = new Int32Array(owners.length * 2);
    for (let index = 0; index < owners.length; index += 1) {
      const owner = owners[index] as number;
      if (owner >= this.#firstOwner) this.#move(owner, hashes[index] as number, starts[index] as number);
    }
  }

  #move(owner: number, hash: number, start: number): void {
    let slot = this.#firstSlot(owner, hash);
    while (this.#isTaken(slot)) slot = (slot + 1) & (this.#owners.length - 1);
    this.#put(slot, owner, hash, start);
  }
}

/** Equal hashes of 32 secret bits mean equal keys but for one chance in billions, so this may take its time. */
function isSameKey(bytes: Buffer, left: number, right: number): boolean {
  return readKey(bytes, left, keyEnd(bytes, left)) === readKey(bytes, right, keyEnd(bytes, right));
}
