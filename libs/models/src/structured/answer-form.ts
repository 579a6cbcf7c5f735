/** In which form a structured answer is asked for. Pure. */
import type { JsonObject, JsonSchema, ModelMessage } from '@ice/core';

/** The forms, from none to the strictest that was possible. */
export type AnswerForm =
  /** Free text. */
  | { readonly kind: 'text' }
  /** Nothing but the words of the prompt. */
  | { readonly kind: 'prompt' }
  /** Some JSON; the schema stands in the prompt. */
  | { readonly kind: 'json' }
  /** Held to the schema by the provider; `strict` means to every letter of it. */
  | { readonly kind: 'schema'; readonly schema: JsonObject; readonly strict: boolean }
  /** The arguments of a call that the model has to make. */
  | { readonly kind: 'call'; readonly schema: JsonObject };

/** The name under which a schema is sent. */
export const answerName = 'answer';

/** The messages, with the schema before them where the provider is told it in words only. */
export function messagesInForm(
  form: AnswerForm,
  { messages, outputSchema }: { readonly messages: readonly ModelMessage[]; readonly outputSchema?: JsonSchema },
): readonly ModelMessage[] {
  if (form.kind !== 'prompt' && form.kind !== 'json') return messages;
  const content = `Answer with JSON only, without a word around it. It must be valid against this JSON Schema:\n${JSON.stringify(outputSchema)}`;
  return [{ role: 'system', content }, ...messages];
}

/** Models that are told to write JSON like to put a fence around it: the text without it, in the forms where that happens. */
export function textInForm({ kind }: AnswerForm, text: string): string {
  if (kind !== 'prompt' && kind !== 'json') return text;
  return /^\s*```(?:json)?\s*\n([\s\S]*?)\n?\s*```\s*$/.exec(text)?.[1] ?? text;
}
