/** The id of a child execution: sortable by its time like all ids of executions, and the same for the same attempt of the same node
 *  run, so that a child is started once however often its start is tried. */
import { createHash } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const timeLength = 10;
const hashLength = 16;

/** `ex_` and 26 digits. `now` in ms since 1970. */
export function childId(parentId: string, path: string, attempt: number, now: number): string {
  const digest = createHash('sha256').update(`${parentId}\n${path}\n${attempt}`).digest();
  const hash = Array.from(digest.subarray(0, hashLength), (byte) => alphabet[byte % 32]).join('');
  return `ex_${timeText(now)}${hash}`;
}

function timeText(now: number): string {
  let text = '';
  for (let rest = Math.floor(now), place = 0; place < timeLength; place += 1, rest = Math.floor(rest / 32))
    text = `${alphabet[rest % 32]}${text}`;
  return text;
}
