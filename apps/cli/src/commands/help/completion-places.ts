/** The commands as places on the way of whoever types one: what may stand next at each. Pure; made of the declarations, so that no script
 *  of a shell lists a command that is not there. */
import type { CommandDeclaration } from '../../command/command.js';

/** A word or an option with its sentence. */
export interface Choice {
  readonly text: string;
  readonly about: string;
}

/** A group of commands, or a command. */
export interface CompletionPlace {
  /** The words so far, `ice` left out: '' at the beginning, `blueprint`, `blueprint list`. */
  readonly place: string;
  /** Commands that may follow. */
  readonly words: readonly Choice[];
  /** Options by their long names, without the dashes. */
  readonly options: readonly Choice[];
}

/** All places, the beginning first. @param globals options that every command has. */
export function completionPlaces(
  declarations: readonly CommandDeclaration[],
  globals: readonly Choice[],
): readonly CompletionPlace[] {
  const places = new Map<string, { words: Map<string, Choice>; options: readonly Choice[] }>();
  const placeAt = (place: string) => {
    const known = places.get(place) ?? { words: new Map<string, Choice>(), options: globals };
    places.set(place, known);
    return known;
  };
  placeAt('');
  for (const { name, summary, options = [] } of declarations) {
    const words = name.split(' ');
    words.forEach((word, index) => {
      const isWhole = index === words.length - 1;
      const siblings = placeAt(words.slice(0, index).join(' ')).words;
      if (isWhole || !siblings.has(word)) siblings.set(word, { text: word, about: isWhole ? summary : '' });
    });
    placeAt(name).options = [...options.map(({ flags, about }) => ({ text: longName(flags), about })), ...globals];
  }
  return [...places].map(([place, { words, options }]) => ({ place, words: [...words.values()], options }));
}

/** `-f, --file <path>` → `file`. */
export function longName(flags: string): string {
  return /--([a-z][a-z0-9-]*)/.exec(flags)?.[1] ?? '';
}
