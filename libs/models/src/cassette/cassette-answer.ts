/** An answer as a cassette keeps it, and back. Pure. The pieces in which it came are not kept: replay cuts it anew. */
import type { CassetteAnswer, FullAnswer } from './cassette.js';

/** The document of an answer. */
export function cassetteAnswer({ text, toolCalls, finishReason, usage }: FullAnswer): CassetteAnswer {
  return {
    text,
    ...(toolCalls !== undefined && { tool_calls: toolCalls }),
    finish_reason: finishReason,
    usage,
  };
}

/** The answer of a document. */
export function answerOf({ text, tool_calls, finish_reason, usage }: CassetteAnswer): FullAnswer {
  return {
    type: 'answer',
    text,
    usage,
    finishReason: finish_reason,
    ...(tool_calls !== undefined && { toolCalls: tool_calls }),
  };
}
