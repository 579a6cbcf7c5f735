/** Colours, where a stream may have them. Nothing else of the program writes an escape sequence but this and the live tree. */

/** What a piece of text means; the colour follows from it. */
export type Tone = 'plain' | 'good' | 'bad' | 'busy' | 'notice' | 'faint' | 'strong';

const codes: Readonly<Record<Exclude<Tone, 'plain'>, readonly [number, number]>> = {
  good: [32, 39],
  bad: [31, 39],
  busy: [36, 39],
  notice: [33, 39],
  faint: [2, 22],
  strong: [1, 22],
};

/** Puts a text into the colour of its tone. */
export type Paint = (tone: Tone, text: string) => string;

/** The paint of a stream. */
export function paintOf(hasColor: boolean): Paint {
  if (!hasColor) return (_tone, text) => text;
  return (tone, text) => {
    if (tone === 'plain' || text === '') return text;
    const [begin, end] = codes[tone];
    return `\x1b[${begin}m${text}\x1b[${end}m`;
  };
}
