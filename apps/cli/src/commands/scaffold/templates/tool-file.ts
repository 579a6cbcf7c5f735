/** A tool. Pure. */
import type { ScaffoldName } from '../scaffold-name.js';

/** The source. It counts words until its author has something better to do. */
export function toolFile({ snake, pascal }: ScaffoldName): string {
  return String.raw`import { Tool } from '@ice/plugin';
import { z } from 'zod';

const name = '${snake}';
/** What agents choose it by. */
const description = 'Counts the words of a text.';
const input = z.object({ text: z.string() });
const output = z.object({ words: z.int().nonnegative() });
const examples = [{ input: { text: 'an oak chair' }, output: { words: 3 } }];

/** Made anew for each execution. What its constructor asks for is a provider of the module, and shared. */
@Tool({ name, description, input, output, effect: 'pure', examples })
export class ${pascal}Tool {
  run({ text }: z.output<typeof input>) {
    return { words: text.split(/\s+/).filter((word) => word !== '').length };
  }
}
`;
}
