/** The rule by which tenants take turns in the line (start-time fair queueing), as a pure function. Each execution gets a tag when it is put
 *  in line, and the lowest tag is taken first: the next one of a tenant stands behind its last one, and behind what is being taken now,
 *  but not behind what another tenant has put in line before. The script in `fair-line.ts` does the same in Redis. */

/** BullMQ knows no higher priority. Tags that would be higher are equal, and first come first served, until the line is empty again. */
export const highestTag = 2 ** 21 - 1;

/** Where the line stands. */
export interface FairState {
  /** The highest tag that was taken. */
  readonly taken: number;
  /** The last tag of each tenant that is ahead of what was taken. */
  readonly last: ReadonlyMap<string, number>;
}

/** Nobody has waited yet. */
export const emptyLine: FairState = { taken: 0, last: new Map() };

/** The tag of the next execution of a tenant, and the state after it. */
export function putInLine(
  { taken, last }: FairState,
  tenant: string,
): { readonly tag: number; readonly state: FairState } {
  const tag = Math.min(Math.max(taken, last.get(tenant) ?? 0) + 1, highestTag);
  return { tag, state: { taken, last: new Map(last).set(tenant, tag) } };
}

/** The state once the execution with this tag was taken. Whoever is not ahead of it is like one that was never there. */
export function takeFromLine(state: FairState, tag: number): FairState {
  const taken = Math.max(state.taken, tag);
  return { taken, last: new Map([...state.last].filter(([, each]) => each > taken)) };
}
