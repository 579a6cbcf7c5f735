/**
 * Takes credentials out of what is recorded: the keys that the process holds, and whatever looks like a credential. Done before a
 * recording gets its name, so that recording and replay name it alike. Pure, in one pass a pattern; redacting twice changes nothing.
 */
import { isJsonObject, type JsonArray, type JsonValue } from '@ice/core';

/** What stands in the place of a credential. */
export const redacted = '[redacted]';

/** A shorter key is the name of a local server rather than a secret, and would take ordinary words out of every prompt. */
const shortestSecret = 8;

/** No pattern starts inside a word, so that long texts take linear time. Some ask for a digit: `Bearer authentication` is prose. */
const credentials: readonly RegExp[] = [
  /\bBearer[ \t]{1,4}(?=[A-Za-z._~+/=-]*[0-9])[A-Za-z0-9._~+/=-]{12,}/gi,
  /(?<![A-Za-z0-9_-])(?:sk|pk|rk)[-_](?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{12,}/g,
  /(?<![A-Za-z0-9_-])ice_sk_[A-Za-z0-9_-]{8,}/g,
  /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/g,
  /(?<![A-Za-z0-9_-])(?:gh[a-z]|github_pat|glpat|xox[a-z])[-_][A-Za-z0-9_-]{16,}/g,
  /(?<![A-Za-z0-9_-])AIza[A-Za-z0-9_-]{30,}/g,
  /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?/g,
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[A-Za-z0-9+/=\\\s]*/g,
];

/** Knows the secrets of one process. Never shows them. */
export class Redactor {
  readonly #secrets: readonly string[];

  /** @param secrets keys as they are configured; those under 8 characters stay. */
  constructor(secrets: readonly string[]) {
    const long = secrets.filter((secret) => secret.length >= shortestSecret);
    // A secret inside another one must not leave the rest of it standing; in the text of a tool call it is escaped.
    const forms = long.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
    this.#secrets = [...new Set(forms)].sort((left, right) => right.length - left.length);
  }

  /** The text without credentials. */
  text(text: string): string {
    const known = this.#secrets.reduce((rest, secret) => rest.replaceAll(secret, redacted), text);
    return credentials.reduce((rest, pattern) => rest.replace(pattern, redacted), known);
  }

  /** The same with every text in it, names of members too, redacted. */
  json<Value extends JsonValue>(value: Value): Value {
    return this.#json(value) as Value;
  }

  #json(value: JsonValue): JsonValue {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return (value as JsonArray).map((item) => this.#json(item));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [this.text(name), this.#json(member)]));
  }
}
