/** The injection token of the configuration. */

/** Provides `AppConfig`. */
export const APP_CONFIG = Symbol('AppConfig');
