/** What a secret may be called, and what may be one. Values never pass through here but to be judged; no sentence repeats one. */

/** Names: capitals, digits and `_`, from a letter on, at most 64. */
const secretNamePattern = /^[A-Z][A-Z0-9_]{0,63}$/;

/** Begins whatever is shown in the place of a value. */
const labelMark = '••• ';

/** Sizes of a value. */
export const secretLimits = {
  /** In UTF-16 units. A shorter value may be any word: masking it would make everything unreadable. */
  leastCharacters: 8,
  /** In bytes of UTF-8. */
  mostBytes: 64 * 1_024,
} as const;

/** True for what a secret may be called. */
export function isSecretName(text: string): boolean {
  return secretNamePattern.test(text);
}

/** Why this can be no value of a secret, as the end of a sentence that begins with what it is; null when it can. */
export function secretValueProblem(name: string, value: string): string | null {
  const { leastCharacters, mostBytes } = secretLimits;
  // Blanks around it may be lost on its way (headers are trimmed), and what is left must be long enough to be found.
  if (value.trim().length < leastCharacters)
    return `has fewer than ${leastCharacters} characters, so it cannot be masked`;
  if (Buffer.byteLength(value) > mostBytes) return `has more than ${mostBytes} bytes`;
  if (value.startsWith(labelMark)) return 'is a label that is shown in the place of a secret';
  // Its label would show it.
  return name.includes(value.trim()) ? 'is a part of its own name' : null;
}

/** What is shown in the place of a value. */
export function secretLabel(name: string): string {
  return `${labelMark}${name}`;
}
