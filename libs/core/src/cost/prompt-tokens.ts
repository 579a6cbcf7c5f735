/** Input tokens of a call, as likely and as bounded. Pure. */
import type { JsonObject } from '../json/json-value.js';
import type { CallCost } from './cost-formula.js';
import { knownPart } from './known-inputs.js';

/** Of the prompt as it is opened; neither is beyond the limit, `Infinity` where there is none. */
export interface PromptTokens {
  readonly expected: number;
  readonly max: number;
  readonly limit: number;
}

/** By the prompt's own length where that is known, and never more than may be sent. */
export function promptTokens({ prompt, max_input_tokens }: CallCost, inputs: JsonObject | null): PromptTokens {
  const limit = max_input_tokens ?? Infinity;
  const parts = prompt.parts.map((part) => knownPart(part, inputs));
  const expected = parts.reduce((sum, part) => sum + part.expected_tokens, prompt.expected_tokens);
  const max = parts.reduce((sum, part) => sum + (part.max_tokens ?? Infinity), prompt.max_tokens);
  return { expected: Math.min(expected, max, limit), max: Math.min(max, limit), limit };
}
