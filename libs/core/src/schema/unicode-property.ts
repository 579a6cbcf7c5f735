/** Names of Unicode properties in regular expressions: the long ones of ECMAScript to the short ones of the engine. */

/** The engine's name of a property as ECMAScript spells it (`Letter`, `gc=Lu`, `Script=Greek`), or undefined. */
export function engineProperty(name: string): string | undefined {
  const [, kind = '', value = name] = /^(\w+)=(\w+)$/.exec(name) ?? [];
  if (kind === 'Script' || kind === 'sc') return value;
  if (kind === '' || kind === 'General_Category' || kind === 'gc') return GENERAL_CATEGORIES.get(value);
  return undefined;
}

/** `short long` of each general category, as in the Unicode Character Database. */
const CATEGORY_NAMES = [
  'L Letter',
  'LC Cased_Letter',
  'Lu Uppercase_Letter',
  'Ll Lowercase_Letter',
  'Lt Titlecase_Letter',
  'Lm Modifier_Letter',
  'Lo Other_Letter',
  'M Mark',
  'Mn Nonspacing_Mark',
  'Mc Spacing_Mark',
  'Me Enclosing_Mark',
  'N Number',
  'Nd Decimal_Number',
  'Nl Letter_Number',
  'No Other_Number',
  'P Punctuation',
  'Pc Connector_Punctuation',
  'Pd Dash_Punctuation',
  'Ps Open_Punctuation',
  'Pe Close_Punctuation',
  'Pi Initial_Punctuation',
  'Pf Final_Punctuation',
  'Po Other_Punctuation',
  'S Symbol',
  'Sm Math_Symbol',
  'Sc Currency_Symbol',
  'Sk Modifier_Symbol',
  'So Other_Symbol',
  'Z Separator',
  'Zs Space_Separator',
  'Zl Line_Separator',
  'Zp Paragraph_Separator',
  'C Other',
  'Cc Control',
  'Cf Format',
  'Cs Surrogate',
  'Co Private_Use',
  'Cn Unassigned',
  'Any Any',
].map((line) => line.split(' ') as [short: string, long: string]);

const GENERAL_CATEGORIES = new Map<string, string>([
  ...CATEGORY_NAMES.flatMap(([short, long]) => [[short, short] as const, [long, short] as const]),
  ['digit', 'Nd'],
  ['punct', 'P'],
  ['cntrl', 'Cc'],
  ['Combining_Mark', 'M'],
]);
