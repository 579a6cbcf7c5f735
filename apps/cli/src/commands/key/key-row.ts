/** A key as the commands show it: never its text. */
import type { JsonObject } from '@ice/core';

/** A key as the API and the store give it. Wire form, snake_case. */
export interface ShownKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly budget_usd: string | null;
  readonly created_at: string;
  readonly created_by: string | null;
  readonly expires_at: string | null;
  readonly revoked_at: string | null;
}

/** Headings of `keyRow`. */
export const keyColumns = ['id', 'state', 'scopes', 'budget', 'until', 'name'];

/** The cells. @param now ms since 1970. */
export function keyRow(key: ShownKey, now: number): readonly string[] {
  const { id, name, scopes, budget_usd, expires_at } = key;
  return [
    id,
    stateOf(key, now),
    scopes.join(','),
    budget_usd === null ? 'none of its own' : `$${budget_usd} a window`,
    expires_at ?? 'for ever',
    name,
  ];
}

/** The document of `--json`. */
export function keyDocument({ id, name, scopes, budget_usd, created_at, ...times }: ShownKey): JsonObject {
  const { created_by, expires_at, revoked_at } = times;
  return { id, name, scopes, budget_usd, created_at, created_by, expires_at, revoked_at };
}

function stateOf({ revoked_at, expires_at }: ShownKey, now: number): 'usable' | 'revoked' | 'expired' {
  if (revoked_at !== null) return 'revoked';
  return expires_at !== null && Date.parse(expires_at) <= now ? 'expired' : 'usable';
}
