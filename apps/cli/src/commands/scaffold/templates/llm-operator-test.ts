/** The test of a blueprint with one call of a model. Pure. */
import type { ScaffoldName } from '../scaffold-name.js';
import { blueprintTest } from './blueprint-test.js';
import type { TestPlace } from './test-place.js';

/** The source. */
export function llmOperatorTest(name: ScaffoldName, place: TestPlace): string {
  return blueprintTest(name, place, {
    says: 'sends back what does not fit, and gives what does',
    before: `
/** What the model says, call by call. */
const answers = ['{"summary": "A chair."}', '{"result": "An old chair."}'];
`,
    options: ', models: { openai: answers }',
    inputs: "{ text: 'A chair that is old.' }",
    outputs: "{ result: 'An old chair.' }",
  });
}
