/** Looks whether secrets can be kept. Pure. */
import type { Settings } from '@ice/api';
import { passed, warned, type Check } from './check.js';

const fix = 'Set ICE_SECRET_KEY="$(openssl rand -base64 32)" and keep it: without the same key none can be read again.';

/** The key itself is looked at when the settings are read: here it is there or not. */
export function checkSecretKey({ secretKey }: Pick<Settings, 'secretKey'>): Check {
  if (secretKey !== null) return passed('secret key', 'secrets are kept encrypted');
  return warned('secret key', 'ICE_SECRET_KEY is not set: no secrets are kept, and no secret inputs', fix);
}
