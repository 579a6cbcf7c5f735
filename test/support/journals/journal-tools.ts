/** The tools that stored journals speak of. They count nothing, so that they give the same in any process; what they are called, take
 *  and give may never change. */
import { FailureError, type ToolDefinition } from '@ice/core';
import { defineTool } from '@ice/tools';
import { z } from 'zod';

/** All of them. */
export const journalTools: readonly ToolDefinition[] = [
  defineTool({
    name: 'shaky',
    description: 'Fails before a given attempt.',
    effect: 'pure',
    input: z.object({ from: z.number() }),
    output: z.object({ attempt: z.number() }),
    run: ({ from }, { attempt }) => {
      if (attempt < from) throw new FailureError('shaky', `Not in attempt ${attempt}.`, { retryable: true });
      return { attempt: from };
    },
  }),
  defineTool({
    name: 'charge',
    description: 'May be done once at most, and takes its time.',
    effect: 'at_most_once',
    input: z.object({ cents: z.number() }),
    output: z.object({ charged: z.number() }),
    async run({ cents }, context) {
      await context.sleep(1_000);
      return { charged: cents };
    },
  }),
];
