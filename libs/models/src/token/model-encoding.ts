/** Which tokenizer counts for which model. Pure. */

/** A tokenizer that is public. */
export type EncodingName = 'cl100k_base' | 'o200k_base';

/** How a model's tokens are counted. */
export interface ModelEncoding {
  readonly encoding: EncodingName;
  /** True where the model's own tokenizer is not public, so that the count is an estimate. */
  readonly estimated: boolean;
}

const olderOpenAi = /^(?:openai\/)?(?:ft:)?gpt-4(?:-|$)/;
const currentOpenAi = /^(?:openai\/)?(?:ft:)?(?:chatgpt-4o|gpt-4o|gpt-4\.1|gpt-4\.5|gpt-5|o1|o3|o4)(?![a-z0-9])/;

/** @param model `provider/name`, or a bare name of OpenAI's. */
export function modelEncoding(model: string): ModelEncoding {
  if (olderOpenAi.test(model)) return { encoding: 'cl100k_base', estimated: false };
  return { encoding: 'o200k_base', estimated: !currentOpenAi.test(model) };
}
