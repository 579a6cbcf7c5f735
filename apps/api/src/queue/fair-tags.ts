/** The rule by which tenants take turns in the line (start-time fair queueing), as a pure function. Each execution gets a tag when it is put
 *  in line, and the lowest tag is taken first: the next one of a tenant stands behind its last one, and behind what is being taken now,
 *  but not behind what another tenant has put in line before. The script in `fair-line.ts` does the same in Redis. */

/** BullMQ knows no higher priority. Tags that would be higher are equal, and first come first served, until the line is empty again. */
export const highestTag = 2 ** 21 - 1;

/** An empty line begins anew when nobody was given a tag for so long, in ms: whoever was given one stands in line by then. */
const restMs = 5_000;

/** Where the line stands. */
export interface FairState {
  /** The highest tag that was given. */
  readonly given: number;
  /** The highest tag that was taken. */
  readonly taken: number;
  /** The last tag of each tenant that is ahead of what was taken. */
  readonly last: ReadonlyMap<string, number>;
}

/** Nobody has waited yet. */
export const emptyLine: FairState = { given: 0, taken: 0, last: new Map() };

/** The tag of the next execution of a tenant, and the state after it. */
export function putInLine(
  { given, taken, last }: FairState,
  tenant: string,
): { readonly tag: number; readonly state: FairState } {
  const tag = Math.min(Math.max(taken, last.get(tenant) ?? 0) + 1, highestTag);
  return { tag, state: { given: Math.max(given, tag), taken, last: new Map(last).set(tenant, tag) } };
}

/** The state once the execution with this tag was taken. Whoever is not ahead of it is like one that was never there. A tag that was not
 *  given since the line began anew is one of before, told late, and says nothing. */
export function takeFromLine(state: FairState, tag: number): FairState {
  if (tag > state.given) return state;
  const taken = Math.max(state.taken, tag);
  return { ...state, taken, last: new Map([...state.last].filter(([, each]) => each > taken)) };
}

/** The state once an execution was withdrawn: its turn goes back to its tenant, who would otherwise stand behind what never runs. What it
 *  puts in line next may so be taken before what it has there. */
export function giveBackTurn({ last, ...state }: FairState, tenant: string): FairState {
  const tag = (last.get(tenant) ?? 0) - 1;
  const left = new Map(last);
  if (tag > state.taken) left.set(tenant, tag);
  else left.delete(tenant);
  return { ...state, last: left };
}

/** How long an empty line must rest before it begins anew, in ms. Under steady traffic nobody stays away for long, and the tags would be
 *  used up: above half of their range less and less is asked for, and nothing at its end. */
export function restBeforeAnew({ given }: FairState): number {
  return restMs * Math.min(1, 2 * (1 - given / highestTag));
}
