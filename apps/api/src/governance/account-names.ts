/** The names of the ledger's accounts: `<scope>:<tenant>:<what>:<window>`. Synthetic money is counted beside the real, never with it. Pure. */
import type { Tenant } from '@ice/core';

/** Whose money it is: that of test mode is made up. */
export type LedgerScope = 'live' | 'synthetic';

/** Names of one organisation's accounts in one scope. */
export class AccountNames {
  private readonly prefix: string;

  constructor(scope: LedgerScope, tenant: Tenant) {
    this.prefix = `${scope}:${tenant}`;
  }

  /** The organisation in a window. */
  organisation(window: string): string {
    return `${this.prefix}:organisation:${window}`;
  }

  /** One key in a window; without a key, the beginning of all names of that window. */
  key(window: string, keyId = ''): string {
    return `${this.prefix}:key:${window}:${keyId}`;
  }

  /** One blueprint in a window; without one, the beginning of all names of that window. */
  blueprint(window: string, blueprintId = ''): string {
    return `${this.prefix}:blueprint:${window}:${blueprintId}`;
  }

  /** One day; without a day, the beginning of all days' names. */
  day(day = ''): string {
    return `${this.prefix}:day:${day}`;
  }
}
