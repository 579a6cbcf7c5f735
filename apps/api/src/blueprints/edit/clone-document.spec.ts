import { describe, expect, it } from '@jest/globals';
import type { Blueprint } from '@ice/core';
import { cloneDocument } from './clone-document.js';

const blueprint = (name: string): Blueprint => ({ schema_version: '1.0', name, title: 'T', nodes: [] });

describe('the document of a clone', () => {
  it('is the same under the name that is asked for', () => {
    expect(cloneDocument(blueprint('a'), 'b')).toEqual({ schema_version: '1.0', name: 'b', title: 'T', nodes: [] });
  });

  it.each([
    ['a', 'a (copy)'],
    ['a (copy)', 'a (copy) (copy)'],
    ['x'.repeat(193), `${'x'.repeat(193)} (copy)`],
    ['x'.repeat(200), `${'x'.repeat(193)} (copy)`],
    [`${'x'.repeat(192)}😀${'x'.repeat(6)}`, `${'x'.repeat(192)} (copy)`],
    [`${'x'.repeat(190)}   ${'x'.repeat(7)}`, `${'x'.repeat(190)} (copy)`],
  ])('of %j is called %j', (name, copy) => {
    expect(cloneDocument(blueprint(name), undefined)['name']).toBe(copy);
  });
});
