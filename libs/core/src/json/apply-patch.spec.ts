import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { applyPatch, type PatchOperation } from './apply-patch.js';
import type { JsonValue } from './json-value.js';

const document = { nodes: [{ id: 'a' }, { id: 'b' }], 'x/y': 1 };

const sound: readonly (readonly [string, readonly PatchOperation[], JsonValue])[] = [
  ['nothing', [], document],
  ['adds a key', [{ op: 'add', path: '/name', value: 'n' }], { ...document, name: 'n' }],
  ['adds over a key', [{ op: 'add', path: '/x~1y', value: 2 }], { ...document, 'x/y': 2 }],
  ['inserts', [{ op: 'add', path: '/nodes/1', value: 5 }], { ...document, nodes: [{ id: 'a' }, 5, { id: 'b' }] }],
  ['appends', [{ op: 'add', path: '/nodes/-', value: 5 }], { ...document, nodes: [{ id: 'a' }, { id: 'b' }, 5] }],
  [
    'replaces',
    [{ op: 'replace', path: '/nodes/1/id', value: 'c' }],
    { ...document, nodes: [{ id: 'a' }, { id: 'c' }] },
  ],
  ['removes a member', [{ op: 'remove', path: '/x~1y' }], { nodes: document.nodes }],
  ['removes an item', [{ op: 'remove', path: '/nodes/0' }], { ...document, nodes: [{ id: 'b' }] }],
  ['replaces all', [{ op: 'replace', path: '', value: 3 }], 3],
  [
    'one after the other',
    [
      { op: 'remove', path: '/nodes/0' },
      { op: 'replace', path: '/nodes/0/id', value: 'first' },
    ],
    { ...document, nodes: [{ id: 'first' }] },
  ],
];

const unsound: readonly (readonly [string, PatchOperation, string])[] = [
  ['no pointer', { op: 'remove', path: 'nodes' }, 'The path is no JSON pointer.'],
  ['no such key', { op: 'replace', path: '/nope', value: 1 }, 'The object has no key "nope".'],
  ['an inherited key', { op: 'remove', path: '/toString' }, 'The object has no key "toString".'],
  ['beyond the end', { op: 'add', path: '/nodes/3', value: 1 }, 'The list has no place "3".'],
  ['a leading zero', { op: 'remove', path: '/nodes/01' }, 'The list has no place "01".'],
  ['the end of a list', { op: 'remove', path: '/nodes/-' }, 'The list has no place "-".'],
  [
    'no such parent',
    { op: 'add', path: '/a/b/c', value: 1 },
    'There is nothing at the path that could hold this place.',
  ],
  [
    'inside a number',
    { op: 'add', path: '/x~1y/z', value: 1 },
    'The place is inside a value that is neither a list nor an object.',
  ],
  ['the whole', { op: 'remove', path: '' }, 'The document itself cannot be removed.'],
];

describe('applying a patch', () => {
  it.each(sound)('%s', (_name, patch, expected) => {
    expect(applyPatch(document, patch)).toEqual({ ok: true, document: expected });
  });

  it.each(unsound)('refuses %s and says which operation', (_name, operation, message) => {
    const patch = [{ op: 'add', path: '/fine', value: 1 } as const, operation];
    expect(applyPatch(document, patch)).toEqual({
      ok: false,
      problem: { operation: 1, path: operation.path, message },
    });
  });

  it('treats __proto__ as a key like any other', () => {
    const result = applyPatch({}, [{ op: 'add', path: '/__proto__', value: { evil: true } }]);
    expect(result.ok && Object.entries(result.document as object)).toEqual([['__proto__', { evil: true }]]);
    expect(({} as { evil?: boolean }).evil).toBeUndefined();
  });

  it('never throws and never changes what it is given', () => {
    const operation = fc.oneof(
      fc.record({ op: fc.constantFrom('add', 'replace'), path: fc.string(), value: fc.jsonValue() }),
      fc.record({
        op: fc.constantFrom('add', 'remove', 'replace'),
        path: fc
          .array(fc.constantFrom('a', '0', '1', '-', 'b'))
          .map((tokens) => tokens.map((token) => `/${token}`).join('')),
        value: fc.jsonValue(),
      }),
    ) as fc.Arbitrary<PatchOperation>;
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(operation), (value, patch) => {
        const before = JSON.stringify(value);
        const result = applyPatch(value as JsonValue, patch);
        expect(typeof result.ok).toBe('boolean');
        expect(JSON.stringify(value)).toBe(before);
      }),
    );
  });
});
