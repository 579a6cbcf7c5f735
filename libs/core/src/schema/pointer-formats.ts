/** Formats of places in JSON documents. */

/** A JSON Pointer (RFC 6901). */
export function isJsonPointer(text: string): boolean {
  return text === '' || (text.startsWith('/') && !/~(?![01])/.test(text));
}

/** A JSON Pointer as the fragment of a URI. */
export function isJsonPointerFragment(text: string): boolean {
  const isWritten = /^#[A-Za-z0-9_\-.~!$&'()*+,;:=@%/]*$/.test(text) && !/%(?![0-9A-Fa-f]{2})/.test(text);
  return isWritten && isJsonPointer(text.slice(1));
}

/** A relative JSON Pointer: how many levels up, then a pointer from there, or `#` for the name of the place. */
export function isRelativeJsonPointer(text: string): boolean {
  const levels = /^(?:0|[1-9][0-9]*)/.exec(text)?.[0];
  if (levels === undefined) return false;
  const rest = text.slice(levels.length);
  return rest === '#' || isJsonPointer(rest);
}
