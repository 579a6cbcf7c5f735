/** The key by which a start that is sent again is known as the same. */

const bytes = 16;

/** A new one: 128 bits of chance in hexadecimal. `crypto.randomUUID` is not there on pages that came over plain HTTP. */
export function newIdempotencyKey(): string {
  const digits = Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  );
  return `ice-${digits.join('')}`;
}
