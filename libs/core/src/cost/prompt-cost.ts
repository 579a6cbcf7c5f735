/** How long a prompt is before it is rendered. Pure. */
import type { ModelMessage, ModelTool } from '../model/language-model.js';
import type { JsonSchema } from '../schema/json-schema.js';
import type { CostFacts, CountedRequest } from './cost-facts.js';
import type { PromptCost } from './cost-formula.js';
import type { MessageDraft } from './prompt-parts.js';

/** A prompt in the making. */
export interface PromptDraft {
  /** `provider/name`. */
  readonly model: string;
  readonly messages: readonly MessageDraft[];
  readonly outputSchema: JsonSchema | null;
  readonly tools?: readonly ModelTool[];
}

/** What is written out is counted. Where something is inserted, its bytes are: texts that are joined may have more tokens together. */
export function promptCost(draft: PromptDraft, facts: CostFacts): PromptCost {
  const parts = draft.messages.flatMap((message) => message.parts);
  const request = requestOf(draft, ({ text }) => text);
  const expected = facts.countInput(request);
  const written = draft.messages.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  const most = parts.length === 0 ? facts.maxInput(request) : facts.maxInput(requestOf(draft, () => '')) + written;
  return { expected_tokens: expected, max_tokens: Math.max(expected, most), parts };
}

function requestOf(draft: PromptDraft, textOf: (message: MessageDraft) => string): CountedRequest {
  const { model, outputSchema, tools = [] } = draft;
  return {
    model,
    messages: draft.messages.map((message): ModelMessage => ({ role: message.role, content: textOf(message) })),
    ...(outputSchema !== null && { outputSchema }),
    ...(tools.length > 0 && { tools }),
  };
}
