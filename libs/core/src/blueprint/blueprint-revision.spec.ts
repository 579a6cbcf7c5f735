import { describe, expect, it } from '@jest/globals';
import { blueprintRevision } from './blueprint-revision.js';

const nodes = [{ id: 'a', type: 'tool', tool_name: 'echo' }];
const plain = { schema_version: '1.0', name: 'x', nodes };

describe('the revision of a blueprint', () => {
  it('is the same for ever', () => {
    expect(blueprintRevision(plain)).toBe('sha256:2e5dc1921160d7cba1235015fa904da92fd5d8308311d52883f5a0102ea8bec0');
  });

  it('does not see key order or the layout of the canvas', () => {
    const same = [
      { nodes, name: 'x', schema_version: '1.0' },
      { ...plain, metadata: { studio: { a: { x: 1, y: 2 } } } },
      { ...plain, metadata: {} },
    ];
    expect(same.map(blueprintRevision)).toEqual(same.map(() => blueprintRevision(plain)));
  });

  it('sees everything else', () => {
    const others = [
      { ...plain, name: 'y' },
      { ...plain, metadata: { owner: 'me', studio: {} } },
      { ...plain, nodes: [...nodes, { id: 'b', type: 'tool', tool_name: 'echo' }] },
      { ...plain, metadata: { studio: {}, owner: 'you' } },
    ];
    expect(new Set([plain, ...others].map(blueprintRevision)).size).toBe(5);
  });
});
