/** Lists that are always shown whole still have the form of every list. */
import type { Page } from '@ice/core';

/** All items as one page. */
export function completeList<T>(data: readonly T[]): Page<T> {
  return { data, next_cursor: null, has_more: false };
}
