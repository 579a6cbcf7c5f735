/** What the address of a revision looks like. Looked at before the store is asked. */

/** `sha256:` and 64 hexadecimal digits. */
export const revisionPattern = /^sha256:[0-9a-f]{64}$/;

/** The same for the documentation. */
export const revisionSchema = { type: 'string', pattern: revisionPattern.source } as const;
