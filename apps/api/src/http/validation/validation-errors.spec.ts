import { describe, expect, it } from '@jest/globals';
import { validationErrors } from './validation-errors.js';

describe('the complaints of class-validator', () => {
  it('become one entry each, with the place of the field', () => {
    const tree = [
      { property: 'a/b~c', constraints: { isInt: 'must be a whole number', min: 'must be 1 or more' } },
      { property: 'tags', children: [{ property: '0', constraints: { isString: 'must be text' }, children: [] }] },
      { property: 'extra', constraints: { whitelistValidation: 'should not exist' } },
    ];

    expect(validationErrors(tree)).toEqual([
      { pointer: '/a~1b~0c', code: 'validation-failed', detail: 'must be a whole number' },
      { pointer: '/a~1b~0c', code: 'validation-failed', detail: 'must be 1 or more' },
      { pointer: '/tags/0', code: 'validation-failed', detail: 'must be text' },
      { pointer: '/extra', code: 'unknown-property', detail: 'should not exist' },
    ]);
  });

  it('are cut where they are many or long', () => {
    const many = Array.from({ length: 150 }, (_, index) => ({
      property: 'x'.repeat(1_000),
      constraints: { rule: `${index} ${'y'.repeat(1_000)}` },
    }));
    const errors = validationErrors(many);

    expect(errors).toHaveLength(100);
    expect(errors[0]?.pointer).toHaveLength(102);
    expect(errors[0]?.detail).toHaveLength(201);
  });
});
