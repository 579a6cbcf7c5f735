/** How a stored blueprint is named on the command line: its id, with `@` and a revision (its number, or `sha256:…`) for an older content. */

/** A stored blueprint, or one of its revisions. */
export interface BlueprintAddress {
  readonly id: string;
  /** A number in the history, `sha256:…`, or null for the current one. */
  readonly revision: number | string | null;
}

const pattern = /^(bp_[0-9A-HJKMNP-TV-Z]{26})(?:@(?:([1-9]\d{0,11})|(sha256:[0-9a-f]{64})))?$/;

/** Null for what is no address: then it is the name of a file. */
export function readBlueprintAddress(text: string): BlueprintAddress | null {
  const [, id, number, hash] = pattern.exec(text) ?? [];
  if (id === undefined) return null;
  return { id, revision: number === undefined ? (hash ?? null) : Number(number) };
}
