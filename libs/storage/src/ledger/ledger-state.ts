/** What the adapters of the ledger keep, in the same terms for all of them. Plain data, never changed in place. */
import type { AccountBalance, NanoUsd } from '@ice/core';

/** A reservation without its members. */
export interface ReservationState {
  /** What it is charged to, fixed when it was opened. */
  readonly accounts: readonly string[];
  /** Reserved, and not held by any member. */
  readonly free: NanoUsd;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
  /** When something was last told of it, in milliseconds since 1970. */
  readonly lastAt: number;
  /** Nothing is reserved any more. It is kept for a while with what its members have spent (see `rememberedMs`). */
  readonly isClosed: boolean;
}

/** One execution of a reservation. */
export interface MemberState {
  /** Further accounts that it alone is charged to, fixed by its first hold; see `ownAccounts`. */
  readonly accounts: readonly string[];
  readonly spent: NanoUsd;
  readonly held: NanoUsd;
}

/** What a member alone is charged to. What is an account of its reservation as well is charged as that, once. */
export function ownAccounts(member: Pick<MemberState, 'accounts'>, reservation: ReservationState): readonly string[] {
  return member.accounts.filter((account) => !reservation.accounts.includes(account));
}

/** The balance of an account as it stands; of one that was never charged: 0. */
export type BalanceReader = (account: string) => AccountBalance;

/** What an account lacks: a refusal without what only the whole ledger can tell. */
export interface Shortage {
  readonly account: string;
  readonly limit: NanoUsd;
  readonly needed: NanoUsd;
  readonly available: NanoUsd;
}

/**
 * How long a closed reservation is remembered, in ms: a week after the last that was told of it. A settlement that comes late (its
 * process hung while another one ended the execution) then still meets the figures that it must not charge a second time.
 */
export const rememberedMs = 7 * 24 * 60 * 60 * 1_000;
