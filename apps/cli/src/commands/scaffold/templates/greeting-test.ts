/** The test of the small blueprint. Pure. */
import type { ScaffoldName } from '../scaffold-name.js';
import { blueprintTest } from './blueprint-test.js';
import type { TestPlace } from './test-place.js';

/** The source. */
export function greetingTest(name: ScaffoldName, place: TestPlace): string {
  return blueprintTest(name, place, {
    says: 'greets by name',
    before: '',
    options: '',
    inputs: "{ name: 'Grace' }",
    outputs: "{ greeting: 'Hello, Grace!' }",
  });
}
