/** Did-you-mean: the known name that a mistyped one most likely stands for. */

const longestName = 64;

/** The nearest of `candidates`, or undefined when none is near (at most a third of the letters differ). */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > longestName) return undefined;
  const lowerName = name.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    // The lengths alone rule most names out: blueprints with thousands of faults must still compile in time.
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = candidate.toLowerCase() === lowerName ? 0 : editDistance(name, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one text into the other. */
function editDistance(left: string, right: string): number {
  const width = right.length + 1;
  const cells = new Uint8Array((left.length + 1) * width);
  const at = (row: number, column: number): number => cells[row * width + column] ?? 0;
  for (let row = 0; row <= left.length; row += 1) {
    for (let column = 0; column < width; column += 1) {
      cells[row * width + column] = row === 0 || column === 0 ? row + column : cheapest(left, right, row, column, at);
    }
  }
  return at(left.length, right.length);
}

function cheapest(
  left: string,
  right: string,
  row: number,
  column: number,
  at: (row: number, column: number) => number,
): number {
  const [leftCode, rightCode] = [left.charCodeAt(row - 1), right.charCodeAt(column - 1)];
  const replaced = at(row - 1, column - 1) + (leftCode === rightCode ? 0 : 1);
  const best = Math.min(at(row, column - 1) + 1, at(row - 1, column) + 1, replaced);
  if (row < 2 || column < 2) return best;
  const isSwap = leftCode === right.charCodeAt(column - 2) && left.charCodeAt(row - 2) === rightCode;
  return isSwap ? Math.min(best, at(row - 2, column - 2) + 1) : best;
}
