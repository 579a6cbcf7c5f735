/** Tells the same thing once in a while, however often it happens: what cannot reach Redis says so with every try. */

/** So long the same message is not repeated, in ms. */
const pauseMs = 10_000;

/** Messages remembered at most. */
const mostRemembered = 100;

/** A teller that leaves out what it has told within the last ten seconds. */
export function steadyTell(tell: (message: string) => void, now: () => number = Date.now): (message: string) => void {
  const told = new Map<string, number>();
  return (message) => {
    if (now() - (told.get(message) ?? -Infinity) < pauseMs) return;
    if (told.size >= mostRemembered) told.clear();
    told.set(message, now());
    tell(message);
  };
}
