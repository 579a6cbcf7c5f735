/** `sleep`: waits inside one attempt. It holds its concurrency slot; a `wait` node does not, and survives a restart. */
import { z } from 'zod';
import { defineTool } from '../define-tool.js';

const longestMs = 86_400_000;

/** `{ms}` → `{ms}`; ends at once when the attempt is cancelled. */
export const sleep = defineTool({
  name: 'sleep',
  description: 'Waits for the given number of milliseconds, at most a day. Ends at once when it is cancelled.',
  effect: 'pure',
  input: z.object({ ms: z.int().min(0).max(longestMs).describe('Milliseconds to wait.') }),
  output: z.object({ ms: z.int().min(0).max(longestMs).describe('Milliseconds waited, as asked for.') }),
  examples: [{ input: { ms: 5 }, output: { ms: 5 } }],
  async run({ ms }, context) {
    await context.sleep(ms);
    return { ms };
  },
});
