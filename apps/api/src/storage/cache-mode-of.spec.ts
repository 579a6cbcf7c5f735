import { describe, expect, it } from '@jest/globals';
import { readAppConfig, type Environment } from '../config/read-app-config.js';
import { cacheModeOf } from './cache-mode-of.js';

describe('the mode of the cache', () => {
  it.each<[Environment, string]>([
    [{}, 'test'],
    [{ ICE_TEST_MODE: '0' }, 'live'],
    [{ ICE_TEST_MODE: '0', ICE_CASSETTES: 'record' }, 'live'],
    [{ ICE_TEST_MODE: '0', ICE_CASSETTES: 'replay' }, 'replay'],
    [{ ICE_TEST_MODE: '1', ICE_CASSETTES: 'replay' }, 'replay'],
  ])('of %j is %s', (environment, mode) => {
    expect(cacheModeOf(readAppConfig(environment))).toBe(mode);
  });
});
