/** The test of a provider of models: the contract that all of them keep, and an answer in a blueprint. Pure. */
import type { ScaffoldName } from '../scaffold-name.js';
import type { TestPlace } from './test-place.js';

/** The source. */
export function providerTest({ kebab }: ScaffoldName, { moduleClass, moduleFile }: TestPlace): string {
  return `import { testIce, type Ice } from '@ice/api';
import { modelContract } from '@ice/plugin';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ${moduleClass} } from '${moduleFile}';

const model = '${kebab}/small';
let ice: Ice;

before(async () => {
  // Without it, test mode makes up the answers.
  ice = await testIce({ plugins: [${moduleClass}], env: { ICE_TEST_MODE: '0' } });
});

after(() => ice.close());

modelContract({ describe, it }, () => ice.model(model), { model });

describe(model, () => {
  it('answers in a blueprint', async () => {
    const node = { id: 'say', type: 'llm', model, prompt: 'Good morning.', max_output_tokens: 50 };
    const outputs = { said: '{{ nodes.say.text }}' };
    const given = await ice.run({ schema_version: '1.0', name: 'test', nodes: [node], outputs });
    assert.deepEqual(given, { said: 'Good morning.' });
  });
});
`;
}
