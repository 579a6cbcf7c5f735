/** Keeps one problem for each place: what several keywords of a schema say about one value is one fault to whoever mends it. */

/** The first problem of each pointer, in their order. */
export function onePerPlace<Problem extends { readonly pointer: string }>(
  problems: readonly Problem[],
): readonly Problem[] {
  const told = new Set<string>();
  return problems.filter(({ pointer }) => !told.has(pointer) && told.add(pointer));
}
