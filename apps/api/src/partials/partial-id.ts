/** What the id of a partial blueprint looks like, and where it is. */

/** `pbp_` and a ULID. */
export const partialIdPattern = /^pbp_[0-9A-HJKMNP-TV-Z]{26}$/;

/** Where partial blueprints are. */
export const partialsPath = '/api/v1/mcp/blueprints/partial';
