/** Examples of keys and tokens for the OpenAPI document. The texts in them are made up: no server knows them. */
import type { KeyRow } from './key-desk.js';

/** A key as lists show it. */
export const keyExample: KeyRow = {
  id: 'key_01JD2X8Q4N00000TV9K3R5M7P0',
  name: 'ci',
  scopes: ['read', 'run'],
  budget_usd: '5',
  created_at: '2026-11-26T08:00:00.000Z',
  created_by: null,
  expires_at: '2027-11-26T08:00:00.000Z',
  revoked_at: null,
};

/** The body that makes it. */
export const newKeyExample = {
  name: 'ci',
  scopes: ['read', 'run'],
  budget_usd: 5,
  expires_at: '2099-11-26T08:00:00Z',
} as const;

/** The answer, with the text. */
export const createdKeyExample = { ...keyExample, key: 'ice_sk_<shown once>' } as const;

/** Bodies that say what it may spend. */
export const changeKeyExamples = {
  limit: { summary: 'A limit', value: { budget_usd: 25 } },
  none: { summary: 'No limit of its own', value: { budget_usd: null } },
} as const;

/** A stream token. */
export const streamTokenExample = { token: 'ice_st_<claims>.<signature>', expires_at: '2026-11-26T08:10:00.000Z' };
