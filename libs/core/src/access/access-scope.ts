/** What a key may be allowed to do. A closed list: what is not here cannot be allowed. */

/** Look, change blueprints, start and steer executions, govern. None of them implies another. */
export const accessScopes = ['read', 'author', 'run', 'admin'] as const;

/** One of `accessScopes`. */
export type AccessScope = (typeof accessScopes)[number];

/** True for the name of a scope. */
export function isAccessScope(text: string): text is AccessScope {
  return (accessScopes as readonly string[]).includes(text);
}
