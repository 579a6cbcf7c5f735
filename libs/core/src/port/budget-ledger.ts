/** The port of the budget ledger: money that executions have reserved and spent, in integer nano-USD. One rule holds at every moment, in
 *  every adapter (`contracts/ledger-contract` proves it): `spent + reserved ≤ limit` for each account with a limit, as long as no
 *  provider charges more than was reserved for its call. Never a default for what cannot be read: an adapter that cannot answer rejects
 *  with `ledger-unavailable`, and nothing starts. */
import type { NanoUsd } from '../cost/money.js';

/** Where money is counted, e.g. an organisation in one month. Its id is letters, digits and `:_-.`, at most 200. */
export interface LedgerAccount {
  readonly id: string;
  /** The most that may be spent and reserved together; null: only counted. */
  readonly limit: NanoUsd | null;
}

/** What an account holds. */
export interface AccountBalance {
  readonly id: string;
  readonly spent: NanoUsd;
  /** Promised to executions and not spent yet. */
  readonly reserved: NanoUsd;
}

/** A reservation to open: that of an execution which is nobody's child, and of all its children. */
export interface OpenReservation {
  /** Id of the execution. */
  readonly reservation: string;
  /** Every one of them is charged with all that the reservation holds. */
  readonly accounts: readonly LedgerAccount[];
  /** What is reserved before the first call, for all of it. 0 or more. */
  readonly amount: NanoUsd;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
}

/** What one execution of a reservation has come to. Absolute figures, so that telling them twice changes nothing. */
export interface HoldRequest {
  readonly reservation: string;
  /** The execution: that of the reservation, or one of its children. */
  readonly member: string;
  /** What its own model calls have cost so far, children aside. The ledger never goes back: less than it knows counts as what it knows. */
  readonly spent: NanoUsd;
  /** What its calls under way may cost at most. */
  readonly held: NanoUsd;
  /** The accounts of the reservation with the limits of now. Also those that it is opened under (with nothing reserved) when it is not
   *  there any more. */
  readonly accounts: readonly LedgerAccount[];
  /** Further accounts that this member alone is charged to: the budgets of children around it. Default: none. */
  readonly memberAccounts?: readonly LedgerAccount[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Whether what was asked for fits. A refusal changes nothing but `spent`, and tells the first account (in the order given) that is short. */
export type LedgerVerdict =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly account: string;
      readonly limit: NanoUsd;
      /** By how much more than now the account would have to promise. */
      readonly needed: NanoUsd;
      /** `limit − spent − reserved`, at least 0. */
      readonly available: NanoUsd;
      /** Of `reserved`, what other reservations hold: it may come back. */
      readonly reservedByOthers: NanoUsd;
    };

/** A reservation as the ledger has it. */
export interface Reservation {
  readonly reservation: string;
  readonly accounts: readonly string[];
  /** Reserved, and not held by any member. */
  readonly free: NanoUsd;
  readonly members: readonly { readonly member: string; readonly spent: NanoUsd; readonly held: NanoUsd }[];
  readonly openedAt: number;
}

/** Keeps the ledger. Every method may reject with `IceError` `ledger-unavailable`. */
export abstract class BudgetLedger {
  /** Reserves on all accounts or on none. A reservation that is there already stays as it is and is `ok`. */
  abstract open(request: OpenReservation): Promise<LedgerVerdict>;

  /** Sets what a member has spent and holds. A growth is taken from what the reservation has free, and what that lacks from its accounts:
   *  all of it, or none. What shrinks becomes free again, and stays reserved. `spent` is recorded in any case: that money is gone. */
  abstract hold(request: HoldRequest): Promise<LedgerVerdict>;

  /** Gives back what is free of a reservation; what members hold stays. For one that waits for long. Unknown: nothing happens. */
  abstract release(reservation: string): Promise<void>;

  /** Ends a reservation: nothing of it is reserved any more, what was spent stays on the accounts. Unknown: nothing happens. */
  abstract close(reservation: string): Promise<void>;

  /** The balances of these accounts, in this order; 0 for one that was never charged. */
  abstract balances(accounts: readonly string[]): Promise<readonly AccountBalance[]>;

  /** The accounts whose ids begin so, in the order of their ids, after one of them, at most `limit` (1 … 1,000). */
  abstract accounts(prefix: string, after: string, limit: number): Promise<readonly AccountBalance[]>;

  /** The open reservation of this id, with its members as they were at one moment; null: none is open. */
  abstract reservation(id: string): Promise<Reservation | null>;

  /** Open reservations in the order of their ids, after one of them, at most `limit` (1 … 1,000): for whoever reconciles them. */
  abstract reservations(after: string, limit: number): Promise<readonly Reservation[]>;

  /** Resolves when the ledger can be written. */
  abstract check(): Promise<void>;

  /** Waits for what is under way; what comes later is refused. Before its store is closed. Idempotent. Where the store does that there is
   *  nothing to do. */
  end(): Promise<void> {
    return Promise.resolve();
  }
}
