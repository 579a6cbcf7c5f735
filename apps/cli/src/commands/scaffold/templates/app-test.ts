/** The test of the blueprint of an application. Pure. */
import type { ScaffoldName } from '../scaffold-name.js';
import { blueprintTest } from './blueprint-test.js';

/** The source. */
export function appTest(name: ScaffoldName): string {
  const place = {
    moduleClass: `${name.pascal}Plugin`,
    moduleFile: `./${name.kebab}.module.js`,
    blueprints: '../blueprints',
  };
  return blueprintTest(name, place, {
    says: 'describes a thing and counts the words',
    before: '',
    options: ", models: { openai: ['A chair of oak.'] }",
    inputs: "{ thing: 'a chair' }",
    outputs: "{ text: 'A chair of oak.', words: 4 }",
  });
}
