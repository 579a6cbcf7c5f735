/** The frame that tests of blueprints share: a document out of its file, run by the real server on a store in memory. Pure. */
import type { ScaffoldName } from '../scaffold-name.js';
import type { TestPlace } from './test-place.js';

/** What one test says. */
export interface BlueprintTestParts {
  /** Ends `it('…`. */
  readonly says: string;
  /** Lines between the frame and the test; '' for none. */
  readonly before: string;
  /** More options of `testIce`, such as `, models`. */
  readonly options: string;
  /** Arguments of `run` behind the document, and what comes out. */
  readonly inputs: string;
  readonly outputs: string;
}

/** The source. */
export function blueprintTest({ kebab }: ScaffoldName, place: TestPlace, parts: BlueprintTestParts): string {
  const { moduleClass, moduleFile, blueprints } = place;
  const { says, before, options, inputs, outputs } = parts;
  return `import { testIce } from '@ice/api';
import { fromYaml } from '@ice/builder';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { ${moduleClass} } from '${moduleFile}';

const file = new URL('${blueprints}/${kebab}.yaml', import.meta.url);
const read = fromYaml(readFileSync(file, 'utf8'));
${before}
it('${says}', async () => {
  assert.ok(read.ok);
  await using ice = await testIce({ plugins: [${moduleClass}]${options} });
  const outputs = await ice.run(read.document as object, ${inputs});
  assert.deepEqual(outputs, ${outputs});
});
`;
}
