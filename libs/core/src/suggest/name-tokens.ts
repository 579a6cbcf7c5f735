/** Words of names and of sentences, cut down to stems, so that `pricing_strategy` and `Suggested Price` have one in common. English
 *  only, and coarse: it ranks, it never decides what is allowed. */

/** The stems of a name: `listingId`, `listing_id` and `Listing IDs` are the same two. In order, without duplicates. */
export function nameTokens(name: string): readonly string[] {
  const spaced = name.slice(0, maxLength).replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2');
  const words = spaced.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.map(stemOf))];
}

/** The stems of the words in a description that say something. */
export function wordTokens(text: string): ReadonlySet<string> {
  return new Set(nameTokens(text).filter((token) => !emptyWords.has(token)));
}

/** The stems of what stands in backticks: names that a description quotes. */
export function quotedTokens(text: string): ReadonlySet<string> {
  const quoted = text.slice(0, maxLength).match(/`[^`]{1,64}`/g) ?? [];
  return new Set(quoted.flatMap(nameTokens));
}

/** The share of the tokens that are among the others, 0 to 1; 0 for no tokens. */
export function coverage(tokens: readonly string[], among: { has(token: string): boolean }): number {
  return tokens.length === 0 ? 0 : tokens.filter((token) => among.has(token)).length / tokens.length;
}

/** The one of many: `rows` → `row`, `categories` → `category`; undefined where the word has no other form. */
export function singularOf(word: string): string | undefined {
  const irregular = irregulars[word];
  if (irregular !== undefined) return irregular;
  if (/[^aeiou]ies$/.test(word)) return word.replace(/ies$/, 'y');
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  return /[^su]s$/.test(word) && word.length > 2 ? word.slice(0, -1) : undefined;
}

/** Longer names and descriptions are read up to here. */
const maxLength = 500;

const irregulars: Readonly<Record<string, string>> = {
  people: 'person',
  children: 'child',
  men: 'man',
  women: 'woman',
  indices: 'index',
  matches: 'match',
  movies: 'movie',
};

/** Words about form, and words that every sentence has. */
const emptyWords: ReadonlySet<string> = new Set(
  `a an the of for and or as is are to by its it be has have at from that this one all no not only may like in on with what when
   each every default text string number list object value json boolean integer name field option most least more than example given
   give they them up into`
    .split(/\s+/)
    .map(stemOf),
);

function stemOf(word: string): string {
  const one = word.length > 2 ? (singularOf(word) ?? word) : word;
  const bare = one.length > 5 ? one.replace(/(?:ing|ed)$/, '') : one;
  return bare.length > 3 ? bare.replace(/e$/, '') : bare;
}
