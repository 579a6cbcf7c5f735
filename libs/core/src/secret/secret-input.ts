/** Inputs whose values are secrets: their schemas say so with `writeOnly`. What is recorded of such an input is a label, and expressions
 *  read it like a secret, under a name that no kept secret can have. Pure. */
import { isJsonObject, type JsonObject, type JsonValue } from '../json/json-value.js';
import { secretLabel } from './secret-name.js';

/** No name of a kept secret has a dot in it. */
const prefix = 'inputs.';

/** Formats that say the same as `writeOnly: true`. */
const secretFormats: readonly unknown[] = ['password', 'secret'];

/** Inputs as they may be recorded, and what was taken out of them. */
export interface SplitInputs {
  /** With a label in the place of every secret. */
  readonly inputs: JsonObject;
  /** Input name to value; empty where the blueprint has no secret inputs. */
  readonly secretInputs: Readonly<Record<string, string>>;
}

/** The keyword by which a schema asks that values be kept secret; null where it does not. */
export function secrecyOf(schema: JsonValue | undefined): 'writeOnly' | 'format' | null {
  if (!isJsonObject(schema)) return null;
  if (schema['writeOnly'] === true) return 'writeOnly';
  return secretFormats.includes(schema['format']) ? 'format' : null;
}

/** The names of those of the declared inputs that are secret. */
export function secretInputNames(schemas: Readonly<Record<string, JsonValue>>): readonly string[] {
  return Object.keys(schemas).filter((name) => secrecyOf(schemas[name]) !== null);
}

/** Under what name the secret of an input is resolved and shown: `inputs.api_key`. */
export function secretOfInput(name: string): string {
  return `${prefix}${name}`;
}

/** The input whose secret it is; null for a kept one. */
export function inputOfSecret(secret: string): string | null {
  return secret.startsWith(prefix) ? secret.slice(prefix.length) : null;
}

/** Takes the values of secret inputs out. @param inputs complete, and judged: secret ones are texts. */
export function splitSecretInputs(schemas: Readonly<Record<string, JsonValue>>, inputs: JsonObject): SplitInputs {
  const names = secretInputNames(schemas);
  if (names.length === 0) return { inputs, secretInputs: {} };
  const labels = names.map((name) => [name, secretLabel(secretOfInput(name))] as const);
  const secrets = names.map((name) => [name, inputs[name] as string] as const);
  return { inputs: { ...inputs, ...Object.fromEntries(labels) }, secretInputs: Object.fromEntries(secrets) };
}
