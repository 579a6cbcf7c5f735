/** What the engine says to a model is no longer than the cost bound takes it to be. */
import { describe, expect, it } from '@jest/globals';
import { mostRefusalBytes, mostRemarkBytes } from '@ice/core';
import type { AttemptContext } from '../../run/attempt/attempt-context.js';
import { longestRepairPrompt, repairPrompt } from '../llm/read-answer.js';
import { cutText } from './cut-text.js';
import { judgeCall } from './judge-call.js';

describe('the limits of what is said', () => {
  it('hold for a remark on an answer', () => {
    const problems = Array.from({ length: 20 }, (_, index) => `/${'漢'.repeat(500)}/${index}: no`);
    expect(Buffer.byteLength(repairPrompt(problems))).toBeLessThanOrEqual(longestRepairPrompt);
    expect(longestRepairPrompt).toBeLessThanOrEqual(mostRemarkBytes);
  });

  it('hold for a call too many, whatever it is', () => {
    const node = { agent: { tools: [], maxToolCalls: 64, maxToolOutputTokens: 10 } };
    const judged = judgeCall(
      { node, depth: 0 } as unknown as AttemptContext,
      { id: 'c', name: '漢'.repeat(500), arguments: '' },
      64,
    );
    expect(judged.ok ? Infinity : Buffer.byteLength(judged.refusal)).toBeLessThanOrEqual(mostRefusalBytes);
  });

  it('hold for the note on an output that was cut', () => {
    const cut = cutText('x'.repeat(4_000_000), 10, (text) => text.length);
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(10 + mostRefusalBytes);
  });
});
