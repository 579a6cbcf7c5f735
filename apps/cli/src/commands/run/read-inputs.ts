/** Reads inputs from `--input name=value` and `--inputs file`. What they have to be is the blueprint's business. */
import type { JsonObject, JsonValue } from '@ice/core';
import { usageError } from '../../command/cli-error.js';
import type { CommandContext } from '../../command/command.js';
import { readDocumentOrFail } from '../blueprint/read-document.js';
import { listOf } from './read-run-options.js';

/** The inputs by name; undefined where none are given. @throws CliError */
export async function readInputs(context: CommandContext): Promise<JsonObject | undefined> {
  const { options } = context;
  const fromFile = typeof options['inputs'] === 'string' ? await readFileOf(options['inputs'], context) : {};
  const inputs = { ...fromFile, ...readPairs(options['input'], '--input') };
  return Object.keys(inputs).length === 0 ? undefined : inputs;
}

async function readFileOf(name: string, context: CommandContext): Promise<JsonObject> {
  const { document, file } = await readDocumentOrFail(name, context);
  if (typeof document === 'object' && document !== null && !Array.isArray(document)) return document as JsonObject;
  throw usageError(`${file} holds no inputs: they are an object, by name.`);
}

/** `name=value`, as often as it stands there; undefined where it does not. @throws CliError `usage` */
export function readPairs(value: CommandContext['options'][string], flag: string): JsonObject | undefined {
  const pairs = listOf(value).map((text) => readPair(text, flag));
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs);
}

function readPair(text: string, flag: string): readonly [string, JsonValue] {
  const at = text.indexOf('=');
  if (at > 0) return [text.slice(0, at), readValue(text.slice(at + 1))];
  throw usageError(
    `${flag} ${text.slice(0, 80)}: give name=value.`,
    `Such as ${flag} name=Grace or ${flag} 'rows=[1, 2]'.`,
  );
}

/** JSON where it is JSON; any other text is that text. */
export function readValue(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}
