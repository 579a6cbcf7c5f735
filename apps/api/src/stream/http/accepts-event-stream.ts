/** Tells from an Accept header whether a client wants server-sent events rather than a page. */

const eventStream = 'text/event-stream';
const json = 'application/json';

/** True where `text/event-stream` is named and no less welcome than `application/json`. */
export function acceptsEventStream(accept: string | undefined): boolean {
  const wishes = (accept ?? '').split(',').map(readWish);
  const weight = (type: string): number => wishes.find((wish) => wish.type === type)?.weight ?? 0;
  return weight(eventStream) > 0 && weight(eventStream) >= weight(json);
}

function readWish(text: string): { readonly type: string; readonly weight: number } {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const weight = quality === undefined ? 1 : Number(quality);
  return { type, weight: Number.isNaN(weight) ? 0 : weight };
}
