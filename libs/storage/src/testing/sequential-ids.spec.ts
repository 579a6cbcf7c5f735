import { describe, expect, it } from '@jest/globals';
import { SequentialIds } from './sequential-ids.js';

describe('SequentialIds', () => {
  it('counts from 1 over all prefixes', () => {
    const ids = new SequentialIds();
    expect([ids.next('ex'), ids.next('lk'), ids.next('ex')]).toEqual([
      'ex_00000000000000000000000001',
      'lk_00000000000000000000000002',
      'ex_00000000000000000000000003',
    ]);
  });
});
