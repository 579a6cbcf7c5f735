/** What real inputs tell: how long a list is, and how long a text. Pure. */
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import type { PromptPart, RepeatedBlock } from './cost-formula.js';
import { always, type CostRange } from './cost-range.js';
import { textBytes } from './inserted-part.js';

/** Bytes of a token of ordinary text, for what is expected. */
const bytesPerToken = 4;

/** How often a block runs: as often as the list is long, once it is known. */
export function knownTimes({ list, times }: RepeatedBlock, inputs: JsonObject | null): CostRange {
  const value = list === null ? undefined : inputAt(inputs, list);
  return Array.isArray(value) ? always(Math.min(value.length, times.max)) : times;
}

/** How long a part of a prompt is, in tokens: at most its bytes. */
export function knownPart(
  part: PromptPart,
  inputs: JsonObject | null,
): Pick<PromptPart, 'expected_tokens' | 'max_tokens'> {
  const value = part.input === null ? undefined : inputAt(inputs, part.input);
  if (value === undefined) return part;
  const bytes = textBytes(value);
  return { expected_tokens: Math.ceil(bytes / bytesPerToken), max_tokens: bytes };
}

function inputAt(inputs: JsonObject | null, path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (outer, name) => (isJsonObject(outer) && Object.hasOwn(outer, name) ? outer[name] : undefined),
    inputs ?? undefined,
  );
}
