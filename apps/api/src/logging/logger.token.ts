/** The injection token of the logger. */

/** Provides pino's `Logger`. */
export const LOGGER = Symbol('Logger');
