/** The test of a blueprint with an agent: what the model says is written out, what its tools do is real. Pure. */
import type { ScaffoldName } from '../scaffold-name.js';
import { blueprintTest } from './blueprint-test.js';
import type { TestPlace } from './test-place.js';

/** The source. */
export function agentTest(name: ScaffoldName, place: TestPlace): string {
  return blueprintTest(name, place, {
    says: 'searches before it answers',
    before: `
/** What the model says, turn by turn: it asks for a tool, then it answers. */
const turns = [
  { text: '', toolCalls: [{ id: 'call-1', name: 'memory_search', arguments: '{"query": "opening hours"}' }] },
  '{"answer": "My notes do not tell."}',
];
`,
    options: ', models: { openai: turns }',
    inputs: "{ question: 'When do you open?' }",
    outputs: "{ answer: 'My notes do not tell.' }",
  });
}
