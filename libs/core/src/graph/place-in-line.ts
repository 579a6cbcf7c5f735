/** Places boxes of one line as near as possible to where each wants to be, in their order and without overlap: least squares under
 *  gaps, which pooling of neighbours solves exactly in linear time. */

/** A box in the line. */
export interface LineBox {
  /** Whole units. */
  readonly size: number;
  /** Where its centre wants to be. */
  readonly wish: number;
}

/** The start of each box; whole numbers, at least `gap` apart. */
export function placeInLine(boxes: readonly LineBox[], gap: number): readonly number[] {
  const offsets = offsetsOf(boxes, gap);
  const pools: Pool[] = [];
  for (const [index, { size, wish }] of boxes.entries()) {
    let pool: Pool = { count: 1, sum: wish - size / 2 - (offsets[index] as number) };
    for (let last = pools.at(-1); last !== undefined && meanOf(last) > meanOf(pool); last = pools.at(-1)) {
      pools.pop();
      pool = { count: pool.count + last.count, sum: pool.sum + last.sum };
    }
    pools.push(pool);
  }
  // Rounding keeps the order of the means, so it keeps the gaps.
  const starts = pools.flatMap((pool) => Array.from({ length: pool.count }, () => Math.round(meanOf(pool))));
  return starts.map((start, index) => start + (offsets[index] as number));
}

/** Boxes that push each other share one shift. */
interface Pool {
  readonly count: number;
  readonly sum: number;
}

function meanOf({ sum, count }: Pool): number {
  return sum / count;
}

/** Where each box would start if the line were packed from 0. */
function offsetsOf(boxes: readonly LineBox[], gap: number): readonly number[] {
  let end = 0;
  return boxes.map(({ size }) => {
    const offset = end;
    end += size + gap;
    return offset;
  });
}
