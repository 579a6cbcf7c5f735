/** Progress of a call as lines of the execution's log. Every line is an event of the journal, so a server may fill only so many. */
import type { ToolContext } from '@ice/core';
import type { Progress } from '@modelcontextprotocol/client';
import type { ShowText } from './shown-text.js';

/** Lines of one call. */
const mostLines = 50;

/** Characters of a server's message. */
const longestMessage = 500;

/** What to do with each progress notification. */
export function logProgress(context: Pick<ToolContext, 'log'>, show: ShowText): (progress: Progress) => void {
  let lines = 0;
  return ({ progress, total, message = '' }) => {
    lines += 1;
    if (lines > mostLines) return;
    const words = lines === mostLines ? 'More progress is not logged.' : show(message, longestMessage) || 'Progress.';
    context.log('debug', words, { progress, ...(total !== undefined && { total }) });
  };
}
