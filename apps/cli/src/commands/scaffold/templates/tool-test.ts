/** The test of a tool: the contract that all tools keep, and what it gives in a blueprint. Pure. */
import type { ScaffoldName } from '../scaffold-name.js';
import type { TestPlace } from './test-place.js';

/** The source. */
export function toolTest({ snake }: ScaffoldName, { moduleClass, moduleFile }: TestPlace): string {
  return `import { testIce, type Ice } from '@ice/api';
import { toolContract } from '@ice/plugin';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ${moduleClass} } from '${moduleFile}';

const name = '${snake}';
let ice: Ice;

before(async () => {
  ice = await testIce({ plugins: [${moduleClass}] });
});

after(() => ice.close());

toolContract({ describe, it }, name, () => ice.tool(name)!);

describe(name, () => {
  it('counts the words of a text in a blueprint', async () => {
    const node = { id: 'count', type: 'tool', tool_name: name, tool_args: { text: 'two words' } };
    const outputs = { words: '{{ nodes.count.words }}' };
    const given = await ice.run({ schema_version: '1.0', name: 'test', nodes: [node], outputs });
    assert.deepEqual(given, { words: 2 });
  });
});
`;
}
