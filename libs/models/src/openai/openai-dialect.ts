/** What the servers that speak OpenAI's protocol do differently. Data, and how it is picked. */
import type { ModelRequest } from '@ice/core';
import { enforceableSchema } from '../structured/enforceable-schema.js';
import type { AnswerForm } from '../structured/answer-form.js';

/** The strictest form of structured answers that a server knows. */
export type StructuredSupport = 'schema' | 'json' | 'prompt';

/** How one server speaks. */
export interface OpenAiDialect {
  /** By the provider's own name of a model. */
  readonly structured: (model: string) => StructuredSupport;
  /** Which member of the request bounds the output. */
  readonly outputLimit: (model: string) => 'max_completion_tokens' | 'max_tokens';
}

/** OpenAI's own models, wherever they are served: of them the newer ones know one name of the limit only. */
const ofOpenAi = /^(?:ft:)?(?:gpt-|chatgpt-|o\d)/;
const withoutSchemas: readonly (readonly [RegExp, StructuredSupport])[] = [
  [/^(?:ft:)?gpt-4(?:-0613|-0314|-32k.*)?$/, 'prompt'],
  [/^gpt-4-(?:turbo|\d{4}-preview)/, 'json'],
  [/^gpt-4o-2024-05-13$/, 'json'],
];

/** OpenAI, and what is set in its place by a base URL: gateways, vLLM, Ollama, LM Studio. */
export const openAiDialect: OpenAiDialect = {
  structured: (model) => withoutSchemas.find(([names]) => names.test(model))?.[1] ?? 'schema',
  outputLimit: (model) => (ofOpenAi.test(model) ? 'max_completion_tokens' : 'max_tokens'),
};

/** DeepSeek: JSON mode only. */
export const deepSeekDialect: OpenAiDialect = { structured: () => 'json', outputLimit: () => 'max_tokens' };

/** The form for a request. A schema whose root is no object can be told in words only. */
export function openAiForm({ structured }: OpenAiDialect, model: string, request: ModelRequest): AnswerForm {
  const { outputSchema } = request;
  if (outputSchema === undefined) return { kind: 'text' };
  const support = structured(model);
  const isObject = typeof outputSchema === 'object' && outputSchema['type'] === 'object';
  if (support === 'prompt' || !isObject) return { kind: 'prompt' };
  if (support === 'json') return { kind: 'json' };
  const strict = enforceableSchema(outputSchema, { requiresAll: true, takesRecursion: true });
  return { kind: 'schema', schema: strict ?? outputSchema, strict: strict !== undefined };
}
