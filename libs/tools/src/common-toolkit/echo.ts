/** `echo`: gives back what it is given. For wiring, for tests, and for naming a computed value. */
import { memberType, objectOfTypes } from '@ice/core';
import { z } from 'zod';
import { defineTool } from '../define-tool.js';

/** `{value?}` → `{value}`; without a value, null. */
export const echo = defineTool({
  name: 'echo',
  description: 'Gives back its value unchanged; null when there is none.',
  effect: 'pure',
  input: z.object({ value: z.unknown().optional().describe('Any JSON value.') }),
  output: z.object({ value: z.unknown().describe('The value as it was given, or null.') }),
  examples: [
    { input: { value: { sku: 'tile-1', tags: ['floor'] } }, output: { value: { sku: 'tile-1', tags: ['floor'] } } },
    { input: {}, output: { value: null } },
  ],
  run: ({ value }) => ({ value: value ?? null }),
  typeOutput: (input) => objectOfTypes({ value: memberType(input, 'value') }),
});
