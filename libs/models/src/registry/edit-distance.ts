/** How far two short texts are apart. Pure; quadratic in what cannot be ruled out early, so callers bound the lengths. */

/**
 * Insertions, deletions and replacements of characters that turn one text into the other.
 * A distance of `limit` or more is given as `limit`: it is not worth finding out.
 */
export function editDistance(left: string, right: string, limit = Infinity): number {
  if (Math.abs(left.length - right.length) >= limit) return limit;
  const distances = Uint16Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const least = nextRow(distances, left.charCodeAt(row - 1), right, row);
    if (least >= limit) return limit;
  }
  return Math.min(distances[right.length] ?? 0, limit);
}

/** Turns the distances of one row into those of the next, in place, and gives the least of them. */
function nextRow(distances: Uint16Array, character: number, right: string, row: number): number {
  let diagonal = distances[0] ?? 0;
  let before = row;
  let least = row;
  distances[0] = row;
  for (let column = 1; column < distances.length; column += 1) {
    const above = distances[column] ?? 0;
    const replaced = diagonal + (character === right.charCodeAt(column - 1) ? 0 : 1);
    before = Math.min(replaced, above + 1, before + 1);
    distances[column] = before;
    diagonal = above;
    least = Math.min(least, before);
  }
  return least;
}
