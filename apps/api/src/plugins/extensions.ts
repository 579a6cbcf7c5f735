/** What an application is extended by, beside what its configuration says. */
import type { BudgetLedger, Clock, IdSource, Store } from '@ice/core';
import type { ModelProvider } from '@ice/models';
import type { Plugin } from './plugin.js';

/** Who answers for models instead of whom the configuration says, by provider name; `*` for all that are not named. */
export type AnsweringProviders = Readonly<Record<string, ModelProvider>>;

/** Where everything is kept, from a host that has a place of its own. It is closed with the application. */
export interface Storage {
  readonly store: Store;
  readonly ledger: BudgetLedger;
}

/** Opens it. What it rejects with stops the start. */
export type OpenStorage = (means: { readonly ids: IdSource; readonly clock: Clock }) => Promise<Storage>;

/** See the head of this file. */
export interface Extensions {
  readonly plugins: readonly Plugin[];
  readonly answering: AnsweringProviders;
  /** Null: the one that the configuration names. */
  readonly openStorage: OpenStorage | null;
}

/** The injection token of `Extensions`. */
export const EXTENSIONS = Symbol('Extensions');

/** Nothing. */
export const noExtensions: Extensions = Object.freeze({ plugins: [], answering: {}, openStorage: null });
