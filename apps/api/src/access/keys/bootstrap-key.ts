/** Keys that the operator gives by `ICE_API_KEYS`. Their texts are hashed when the variable is read, and are nowhere afterwards. */
import { createHash } from 'node:crypto';
import {
  defaultOrganisation,
  hashApiKeyText,
  idDigit,
  idTimeDigits,
  isAccessScope,
  isApiKeyText,
  isOrganisationName,
  type Tenant,
} from '@ice/core';
import { accepted, refused, type Reading } from '../../config/config-variable.js';
import { scopes as allScopes, type Scope } from '../caller.js';

/** Digits of an id after its time and its tenant. */
const tailDigits = 11;

/** One of `ICE_API_KEYS`. */
export interface BootstrapKey {
  readonly hash: string;
  readonly scopes: readonly Scope[];
  readonly organisation: string;
}

const form = 'ice_sk_… with :scope+scope (read, author, run, admin) and @organisation after it where they are wanted';

/** Reads `ice_sk_…[:scope+scope][@organisation]`, commas between. A refusal names the entry by its number and shows nothing of it. */
export function readBootstrapKeys(text: string): Reading<readonly BootstrapKey[]> {
  const entries = text.split(',').map((entry) => entry.trim());
  const given = entries.filter((entry) => entry !== '');
  const keys = given.map(readEntry);
  const wrong = keys.indexOf(null);
  if (wrong >= 0) return refused(`entry ${wrong + 1} of ${given.length} is none; allowed: ${form}`);
  const sound = keys.filter((key) => key !== null);
  const isTwice = new Set(sound.map(({ hash }) => hash)).size < sound.length;
  return isTwice ? refused('a key stands in it twice') : accepted(Object.freeze(sound));
}

/** The id of such a key: always the same for the same key, so that what it has spent stays its own. It tells nothing of the text. */
export function bootstrapKeyId({ hash }: BootstrapKey, tenant: Tenant): string {
  const bytes = createHash('sha256').update(`bootstrap key ${hash}`).digest();
  const tail = Array.from(bytes.subarray(0, tailDigits), (byte) => idDigit(byte & 31)).join('');
  return `key_${idTimeDigits(0)}${tenant}${tail}`;
}

function readEntry(entry: string): BootstrapKey | null {
  const [, text = '', scopeText, organisation = defaultOrganisation] =
    /^([^:@]+)(?::([a-z+]+))?(?:@([^:@]+))?$/.exec(entry) ?? [];
  const scopes = scopeText === undefined ? [...allScopes] : [...new Set(scopeText.split('+'))];
  if (!isApiKeyText(text) || !isOrganisationName(organisation) || !scopes.every(isAccessScope)) return null;
  return Object.freeze({ hash: hashApiKeyText(text), scopes, organisation });
}
