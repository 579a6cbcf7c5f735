/** Events as JSON text, made once however many watch: a thousand sockets on one execution share one string an event. */
import type { Delta, ExecutionEvent } from '@ice/core';

const texts = new WeakMap<object, string>();

/** The event as it is sent on every surface. Events are frozen, so the text never grows old. */
export function eventText(event: ExecutionEvent): string {
  return textOnce(event, () => JSON.stringify(event));
}

/** What follows the `id` in a delta frame: members and closing brace. */
export function deltaText(delta: Delta): string {
  const { path, attempt, n, text } = delta;
  return textOnce(delta, () => JSON.stringify({ path, attempt, n, text }).slice(1));
}

function textOnce(thing: object, write: () => string): string {
  const known = texts.get(thing);
  if (known !== undefined) return known;
  const text = write();
  texts.set(thing, text);
  return text;
}
