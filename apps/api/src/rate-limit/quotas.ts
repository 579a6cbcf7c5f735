/** How much of something an organisation may have at a time. No variable sets it; it is part of the configuration so that it stands in
 *  one place and tests can be quick. */

/** See the head of this file. */
export interface Quotas {
  /** Partial blueprints that are not finalized. */
  readonly openPartials: number;
}

/** The quotas as they are outside of tests. */
export const defaultQuotas: Quotas = Object.freeze({ openPartials: 10_000 });
