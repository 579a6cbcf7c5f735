import { describe, expect, it } from '@jest/globals';
import { defaultTenant, isOfTenant, isTenant, ownerOf, tenantOf } from './tenant.js';

const id = 'ex_01JD2X8Q4NAB12ZVZK3R5M7P0W';

describe('the tenant of an id', () => {
  it('is the five digits after the time', () => {
    expect(tenantOf(id)).toBe('AB12Z');
    expect(tenantOf('pbp_00000000000000000000000001')).toBe(defaultTenant);
  });

  it.each(['', 'ex_', 'ex_01', `${id}0`, id.toLowerCase(), `/${id}`, `${id}\n`, 'ex_01JD2X8Q4NAB12IVZK3R5M7P0W'])(
    'is none for %j, which is no id',
    (text) => {
      expect(tenantOf(text)).toBeNull();
      expect(isOfTenant(text, 'AB12Z')).toBe(false);
    },
  );

  it('is asked for where there has to be one', () => {
    expect(ownerOf(id)).toBe('AB12Z');
    expect(() => ownerOf('ex_1')).toThrow('"ex_1" is no id, so it belongs to no tenant.');
  });

  it('lets an id be read for its own tenant alone', () => {
    expect(isOfTenant(id, 'AB12Z')).toBe(true);
    expect(isOfTenant(id, defaultTenant)).toBe(false);
  });

  it.each([
    ['AB12Z', true],
    ['ab12z', false],
    ['AB12', false],
    ['AB12ZZ', false],
    ['AB12I', false],
  ])('may be %s: %s', (text, expected) => {
    expect(isTenant(text)).toBe(expected);
  });
});
