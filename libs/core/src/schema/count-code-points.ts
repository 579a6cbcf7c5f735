/** The length of a text as JSON Schema measures it. */

/** How many code points a text has; half of a surrogate pair counts as one. */
export function countCodePoints(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; count += 1) index += (text.codePointAt(index) as number) > 0xffff ? 2 : 1;
  return count;
}
