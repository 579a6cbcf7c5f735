/** How long to wait before trying again. Chance keeps clients that failed together from coming back together. */

const firstMs = 100;

/** Ms before the next try. @param failures in a row so far, from 1. @param mostMs never longer than this. */
export function backoffMs(failures: number, mostMs = 10_000): number {
  const longest = Math.min(mostMs, firstMs * 2 ** (failures - 1));
  return longest * (0.5 + Math.random() / 2);
}
