/** Looks whether the store works, by working with it. */
import { probeStore, type AppConfig } from '@ice/api';
import { failed, passed, warned, type Check } from './check.js';

const fixes = {
  sqlite: 'Set ICE_DATA_DIR to a folder on a local disk that you may write.',
  redis: 'Start that Redis, or set REDIS_URL to one that answers; ICE_STORE=sqlite needs none.',
} as const;

/** See the head of this file. */
export async function checkStore(config: AppConfig): Promise<Check> {
  const { store } = config;
  if (store === 'memory') return warned('store', 'in memory: gone at the end', 'Set ICE_STORE=sqlite to keep it.');
  try {
    await probeStore(config);
    return passed('store', `${store} works`);
  } catch (fault) {
    return failed('store', (fault as Error).message, fixes[store]);
  }
}
