/** What may be used where the operator says nothing: the current chat models of OpenAI, Anthropic and DeepSeek. Data only. */

/** The default of `ICE_ALLOWED_MODELS`, in its own language. Left out: models that do not answer chat completions, and retired ones. */
export const defaultAllowedModels: readonly string[] = [
  'openai/gpt-4',
  'openai/gpt-4-turbo',
  'openai/gpt-4o',
  'openai/gpt-4o-mini',
  'openai/gpt-4.1*',
  'openai/gpt-5*',
  'openai/gpt-6*',
  'openai/o1',
  'openai/o3',
  'openai/o3-mini',
  'openai/o4-mini',
  '!openai/*-pro',
  '!openai/*codex*',
  'anthropic/claude-*',
  '!anthropic/claude-2*',
  '!anthropic/claude-3*',
  '!anthropic/claude-v*',
  'deepseek/deepseek-chat',
  'deepseek/deepseek-reasoner',
  'deepseek/deepseek-v4*',
];
