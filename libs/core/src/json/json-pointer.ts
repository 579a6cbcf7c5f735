/** JSON Pointers (RFC 6901): how a finding names a place in a document. Text only: nothing here looks into a document. */

/** One step of a pointer: an object's key or a list's position. */
export type PointerToken = string | number;

/** A token as it stands in a pointer: `~` becomes `~0`, `/` becomes `~1`. */
export function escapePointerToken(token: PointerToken): string {
  if (typeof token === 'number' || !/[~/]/.test(token)) return String(token);
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The pointer of the tokens, e.g. `['nodes', 0, 'id']` → `/nodes/0/id`. No tokens give the empty pointer: the whole document. */
export function formatPointer(tokens: readonly PointerToken[]): string {
  return extendPointer('', ...tokens);
}

/** The pointer of a place below another one. */
export function extendPointer(pointer: string, ...tokens: readonly PointerToken[]): string {
  let extended = pointer;
  for (const token of tokens) extended += `/${escapePointerToken(token)}`;
  return extended;
}

/** The tokens of a pointer, unescaped, or undefined where the text is no pointer. */
export function parsePointer(pointer: string): readonly string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}
