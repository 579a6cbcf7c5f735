import { describe, expect, it } from '@jest/globals';
import { newDocument } from './new-document.js';

describe('a new document', () => {
  it('has what every document has', () => {
    expect(newDocument()).toEqual({ schema_version: '1.0', name: 'untitled', nodes: [] });
  });

  it('keeps what is given, in its order, also where it is wrong', () => {
    expect(JSON.stringify(newDocument({ nodes: 5, name: null }))).toBe(
      '{"schema_version":"1.0","nodes":5,"name":null}',
    );
  });
});
