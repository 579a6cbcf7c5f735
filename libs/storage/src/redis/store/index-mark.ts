/** Members of indexes: the key of a record and a mark, with NUL between, which no key holds; so members stand in the order of their keys. A
 *  mark tells when Redis added the member and for which write. The record repeats the marks of its members: what it does not repeat is
 *  either in the making, or left over. */

/** `seconds.token`. Every write mints a token, so no two writes ever make the same mark for one index. */
export type IndexMark = string;

/** A member, taken apart. */
export interface IndexMember {
  readonly key: string;
  readonly mark: IndexMark;
}

/** A mark can come into a record for this long after it was made; the scripts see to that. */
export const markUsableSeconds = 30;

/** After this long, a mark that is in no record never comes into one. The rest is for clocks of the nodes of a Cluster that differ. */
export const markDeadSeconds = 60;

/** As Redis keeps it. */
export function memberText({ key, mark }: IndexMember): string {
  return `${key}\0${mark}`;
}

/** As `memberText` made it. */
export function parseMember(text: string): IndexMember {
  const cut = text.lastIndexOf('\0');
  return { key: text.slice(0, cut), mark: text.slice(cut + 1) };
}

/** When the member was added, in seconds by the clock of its Redis. */
export function markedAt(mark: IndexMark): number {
  return Number(mark.slice(0, mark.indexOf('.')));
}
