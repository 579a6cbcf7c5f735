/** Ids that sort by the time they were made: ULIDs (48 bits of milliseconds, 80 random bits, Crockford base 32). Within one
 *  process each is above the one before, also when the clock goes back. */
import { randomBytes } from 'node:crypto';
import { idDigit, IdSource, idTailLength, idTimeDigits, type Clock, type IdPrefix, type Tenant } from '@ice/core';
import { SystemClock } from './system-clock.js';

const randomByteCount = 10;

/** Mints `<prefix>_<ULID>`. Ids of one millisecond differ by one, so an id is a name, never a secret. */
export class UlidSource extends IdSource {
  #timeMs = -1;
  #timeText = '';
  #digits: Uint8Array = new Uint8Array(idTailLength);

  /**
   * @param clock where the time comes from.
   * @param random gives that many unpredictable bytes; asked once per millisecond at most.
   */
  constructor(
    private readonly clock: Clock = new SystemClock(),
    private readonly random: (byteCount: number) => Uint8Array = randomBytes,
  ) {
    super();
  }

  override next(prefix: IdPrefix, tenant: Tenant = ''): string {
    const nowMs = this.clock.now();
    if (nowMs > this.#timeMs) this.#begin(nowMs);
    else if (!increment(this.#digits)) this.#begin(this.#timeMs + 1);
    let text = `${prefix}_${this.#timeText}${tenant}`;
    // The lowest digits are those that count up.
    for (let index = tenant.length; index < idTailLength; index++) text += idDigit(this.#digits[index] as number);
    return text;
  }

  #begin(timeMs: number): void {
    this.#timeMs = timeMs;
    this.#timeText = idTimeDigits(timeMs);
    this.#digits = toDigits(this.random(randomByteCount));
  }
}

/** Bytes as digits of 5 bits, highest first. */
function toDigits(bytes: Uint8Array): Uint8Array {
  const digits = new Uint8Array(idTailLength);
  let value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  for (let index = idTailLength - 1; index >= 0; index--) {
    digits[index] = Number(value & 31n);
    value >>= 5n;
  }
  return digits;
}

/** Adds one in place; false when all digits were at their highest. */
function increment(digits: Uint8Array): boolean {
  for (let index = digits.length - 1; index >= 0; index--) {
    const digit = digits[index]!;
    digits[index] = digit === 31 ? 0 : digit + 1;
    if (digit !== 31) return true;
  }
  return false;
}
