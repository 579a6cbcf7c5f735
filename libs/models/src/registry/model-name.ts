/** Names of models: `provider/name`, and the dated snapshots that providers keep of a model. Pure. */

/** A model's full name in its two parts. */
export interface ModelName {
  readonly provider: string;
  /** The provider's own name of the model; may hold slashes. */
  readonly name: string;
}

/** Longest name that is looked at. */
const longestModelName = 200;

const providerPart = /^[a-z0-9][a-z0-9_-]*$/;
const namePart = /^[^\s\p{C}]+$/u;
const datePart = /-(?:\d{4}-\d{2}-\d{2}|20\d{6})$/;

/** `openai/gpt-4o` → its parts; undefined for a bare name and for anything that is no name. */
export function splitModelName(text: string): ModelName | undefined {
  const slash = text.indexOf('/');
  if (slash < 0 || !isModelName(text)) return undefined;
  const parts = { provider: text.slice(0, slash), name: text.slice(slash + 1) };
  return providerPart.test(parts.provider) && parts.name !== '' ? parts : undefined;
}

/** `openai/gpt-4o` → `gpt-4o`: what the provider itself calls the model. A bare name is that already. */
export function ownModelName(text: string): string {
  return splitModelName(text)?.name ?? text;
}

/** True for text that could name a model: not empty, not over 200 characters, no spaces, no control characters. */
export function isModelName(text: string): boolean {
  return text.length <= longestModelName && namePart.test(text);
}

/** `openai/gpt-4o-2024-08-06` → `openai/gpt-4o`; a name without a date as it is. */
export function undatedModelName(name: string): string {
  return name.replace(datePart, '');
}
