/** The injection token of the mask of log lines. */

/** Provides `LogMask`. */
export const LOG_MASK = Symbol('LogMask');
