/** Resolves the names and references of schemas. Nothing is ever fetched: a URI is only a name here. */

/** The base of a schema that has no name of its own. */
export const NO_BASE = 'schema:///';

/** A reference in full. */
export interface SchemaUri {
  /** The absolute URI without its fragment. */
  readonly uri: string;
  /** The fragment, decoded; empty when there is none. */
  readonly fragment: string;
}

/** Resolves a reference against an absolute URI, or gives undefined for one that is not well-formed. */
export function resolveUri(reference: string, base: string): SchemaUri | undefined {
  try {
    const { href, hash } = new URL(reference, base);
    const uri = href.split('#', 1)[0] ?? '';
    return { uri, fragment: decodeURIComponent(hash.slice(1)) };
  } catch {
    return undefined;
  }
}

/** The fragment of a reference that is nothing else, decoded; undefined for any other, or when it is not well-formed. */
export function localFragment(reference: string): string | undefined {
  if (!reference.startsWith('#')) return undefined;
  try {
    return decodeURIComponent(reference.slice(1));
  } catch {
    return undefined;
  }
}
