/** A name in all the forms that files, classes and documents need. Pure. */
import { usageError } from '../../command/cli-error.js';
import { plainText } from '../../text/plain-text.js';

/** See the head of this file. */
export interface ScaffoldName {
  /** `word-count`: files and packages. */
  readonly kebab: string;
  /** `word_count`: tools and blueprints. */
  readonly snake: string;
  /** `WordCount`: classes, which add what they are. */
  readonly pascal: string;
}

/** What is written stays within the width of a line up to here. */
const mostCharacters = 40;

/** @param what it names, for the sentence: `tool`. @throws CliError `usage` for a name that no file or tool may have. */
export function readScaffoldName(text: string, what: string): ScaffoldName {
  if (text.length <= mostCharacters && /^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/.test(text)) return nameOf(text);
  throw usageError(
    `"${plainText(text.slice(0, 80))}" is no name for a ${what}: allowed are a-z and 0-9, from a letter on, with single - or _ between words, at most ${mostCharacters} characters.`,
    nearby(text),
  );
}

/** The name with one more word at its end. */
export function withWord({ kebab }: ScaffoldName, word: string): ScaffoldName {
  return nameOf(`${kebab}-${word}`);
}

function nameOf(text: string): ScaffoldName {
  const words = text.split(/[-_]/);
  const pascal = words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('');
  return { kebab: words.join('-'), snake: words.join('_'), pascal };
}

/** What was perhaps meant: `WordCount` and `word count` are `word_count`. */
function nearby(text: string): string {
  const words = text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const name = words.join('_').slice(0, mostCharacters).replace(/_$/, '');
  return /^[a-z]/.test(name) ? `Such as ${name}.` : 'Such as word_count.';
}
