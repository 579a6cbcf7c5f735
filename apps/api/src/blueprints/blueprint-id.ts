/** What the id of a blueprint looks like. Looked at before the store is asked. */

/** `bp_` and a ULID. */
export const blueprintIdPattern = /^bp_[0-9A-HJKMNP-TV-Z]{26}$/;
