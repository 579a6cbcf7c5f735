import { describe, expect, it } from '@jest/globals';
import { redisWarnings, type RedisFacts } from './redis-facts.js';

const good: RedisFacts = {
  version: '7.0.15',
  evictionPolicy: 'noeviction',
  appendOnly: 'yes',
  appendSync: 'always',
  isConfigTold: true,
};
const nothingTold = { version: '7.2.4', evictionPolicy: undefined, appendOnly: undefined, appendSync: undefined };

describe('What is said about a Redis', () => {
  it.each<[string, Partial<RedisFacts>, readonly string[]]>([
    ['nothing, when it keeps what it acknowledges', {}, []],
    ['nothing about a version above 9', { version: '10.0.0' }, []],
    ['that it is too old', { version: '6.2.1' }, ['Redis is version 6.2.1; 7.0 or newer is needed.']],
    ['that it hides its age', { version: undefined }, ['Redis does not tell its version; 7.0 or newer is needed.']],
    [
      'that it throws records away',
      { evictionPolicy: 'allkeys-lru' },
      ['maxmemory-policy is allkeys-lru: Redis throws records away when its memory is full. Set noeviction.'],
    ],
    [
      'that it keeps no file',
      { appendOnly: 'no', appendSync: 'everysec' },
      ['appendonly is off: what was acknowledged since the last snapshot is lost with Redis.'],
    ],
    [
      'that it writes its file each second',
      { appendSync: 'everysec' },
      ['appendfsync is everysec: an acknowledged write of the last second may be lost with the machine.'],
    ],
    [
      'that it never asks the system to write',
      { appendSync: 'no' },
      ['appendfsync is no: an acknowledged write since the system last wrote to disk may be lost with the machine.'],
    ],
    [
      'that it does not say',
      { ...nothingTold, isConfigTold: false },
      ['CONFIG is forbidden: whether Redis keeps what it acknowledged (appendonly, appendfsync) could not be checked.'],
    ],
  ])('%s', (_, facts, warnings) => {
    expect(redisWarnings({ ...good, ...facts })).toEqual(warnings);
  });
});
