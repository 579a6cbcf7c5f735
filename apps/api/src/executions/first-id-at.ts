/** Ids begin with their time (ULID), so a time is a place in the order of ids. */

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const timeLength = 10;

/** The lowest id that an execution accepted at this time (ms since 1970) can have. */
export function firstIdAt(timeMs: number): string {
  let text = '';
  for (let rest = Math.max(0, Math.floor(timeMs)), place = 0; place < timeLength; place += 1) {
    text = `${alphabet[rest % 32]}${text}`;
    rest = Math.floor(rest / 32);
  }
  return `ex_${text}${'0'.repeat(16)}`;
}
