/** How the contract suites get at the adapter under test. */
import type { Store } from '@ice/core';

/** A fresh, empty store. */
export interface OpenedStore {
  readonly store: Store;
  /** Closes the store and opens what it kept. Only stores that outlive their process have it. */
  readonly reopen?: () => Promise<Store>;
}

/** Opens a fresh store; the suite closes it after the test. */
export type OpenStore = () => Promise<Store>;
