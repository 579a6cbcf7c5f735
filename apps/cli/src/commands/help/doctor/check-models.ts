/** Looks whether models can be asked. Pure. */
import type { Settings } from '@ice/api';
import { failed, passed, warned, type Check } from './check.js';

const providerKeys = 3;

/** @param missing variables of keys that calls will miss, as `missingModelKeys` of the API gives them. */
export function checkModels(
  { testMode, cassettes }: Pick<Settings, 'testMode' | 'cassettes'>,
  missing: readonly string[],
): Check {
  if (cassettes === 'replay') return passed('models', 'answers are replayed from recordings');
  if (testMode) return passed('models', 'test mode: answers are made up, nothing is asked and nothing costs');
  if (missing.length === 0) return passed('models', 'every provider has its key');
  const detail = `${missing.join(', ')} not set`;
  const fix = `Set ${missing.length === 1 ? 'it' : 'those of the providers that you use'}, or ICE_TEST_MODE=1 to work without them.`;
  return missing.length < providerKeys ? warned('models', detail, fix) : failed('models', detail, fix);
}
