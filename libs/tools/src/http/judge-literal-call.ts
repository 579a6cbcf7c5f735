/** What a blueprint's author is told of a URL and headers that are written out, while the blueprint is compiled. A courtesy: the client
 *  judges every call again, and the addresses that names resolve to are judged on the connection alone. */
import { extendPointer, isJsonObject, type ArgumentProblem, type JsonValue } from '@ice/core';
import { headerProblems, type HeaderValues } from './header-policy.js';
import type { HttpClient } from './http-client.js';
import { shownUrl } from './http-failure.js';

/** A problem with a URL at `pointer`, or none. What is no text is not judged. */
export function judgeLiteralUrl(
  client: HttpClient,
  url: JsonValue | undefined,
  pointer: string,
  rules: { readonly httpsOnly: boolean } = { httpsOnly: false },
): readonly ArgumentProblem[] {
  if (typeof url !== 'string') return [];
  const judgement = client.judgeUrl(url, rules);
  if (judgement.ok) return [];
  const message = `${shownUrl(judgement.url)} may not be opened: ${judgement.reason}`;
  return [{ code: 'url-not-allowed', pointer, message }];
}

/** The problems of headers at `pointer`, each at its own header. */
export function judgeLiteralHeaders(headers: JsonValue | undefined, pointer: string): readonly ArgumentProblem[] {
  if (!isJsonObject(headers)) return [];
  return headerProblems(headers as HeaderValues).map(({ name, reason }) => ({
    code: 'header-not-allowed',
    pointer: extendPointer(pointer, name),
    message: `the header ${JSON.stringify(name.slice(0, 100))} ${reason}`,
  }));
}
