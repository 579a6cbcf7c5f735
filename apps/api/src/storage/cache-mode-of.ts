/** Whose outputs the cache of this process may give: those of the same kind of answers, and no others. */
import type { CacheMode } from '@ice/core';
import type { AppConfig } from '../config/app-config.js';

/** By who answers for models; see `createModels`, which decides that in the same way. */
export function cacheModeOf({ cassettes, testMode }: Pick<AppConfig, 'cassettes' | 'testMode'>): CacheMode {
  if (cassettes === 'replay') return 'replay';
  return testMode ? 'test' : 'live';
}
