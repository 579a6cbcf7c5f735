/** A task of Kestra whose text names a variable that is nothing: it fails while it is rendered, attempt by attempt. */
import { FailureError, type ToolDefinition } from '@ice/core';
import { defineTool } from '@ice/tools';
import { z } from 'zod';

/** Fails when it is told to. */
export const renderOrFail: ToolDefinition = defineTool({
  name: 'render_or_fail',
  description: 'Fails, or gives ok.',
  input: z.object({ fails: z.boolean() }),
  output: z.string(),
  create: () => ({
    run({ fails }) {
      if (fails) throw new FailureError('undefined-variable', 'ko is not defined.');
      return 'ok';
    },
  }),
});
