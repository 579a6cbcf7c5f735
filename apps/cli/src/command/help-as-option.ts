/** Help is an option of commander, and a word of people: `ice help run`, `ice exec help list`. */
import type { Command } from 'commander';
import { globalOptionDeclarations } from './global-options.js';

/** The line with `--help` in place of the word. What is no command gets no help, so that it is told as one that is unknown. */
export function helpAsOption(program: Command, argv: readonly string[]): string[] {
  const at = placeOfHelp(program, argv);
  const line = argv.filter((_, index) => index !== at);
  if (!isKnown(program, wordsOf(line))) return line.filter((word) => word !== '--help' && word !== '-h');
  return at === null ? line : [...line, '--help'];
}

/** The group that the words of a line lead to: `['exec']`, or none. */
export function groupOfLine(program: Command, argv: readonly string[]): readonly string[] {
  const [first = ''] = wordsOf(argv);
  return childOf(program, first) ? [first] : [];
}

/** Where the word stands among the groups; `help exit-codes` is a command of its own. */
function placeOfHelp(program: Command, argv: readonly string[]): number | null {
  const places = placesOfWords(argv);
  let command = program;
  for (const [index, place] of places.entries()) {
    const child = childOf(command, argv[place] as string);
    const isOwn = child !== undefined && childOf(child, argv[places[index + 1] ?? -1] ?? '') !== undefined;
    if (argv[place] === 'help' && !isOwn) return place;
    if (!child || child.commands.length === 0) return null;
    command = child;
  }
  return null;
}

/** What follows a command that is no group is its own business. */
function isKnown(program: Command, words: readonly string[]): boolean {
  let command = program;
  for (const word of words) {
    if (command.commands.length === 0) return true;
    const child = childOf(command, word);
    if (!child) return false;
    command = child;
  }
  return true;
}

function childOf(command: Command, word: string): Command | undefined {
  return command.commands.find((child) => child.name() === word);
}

function wordsOf(argv: readonly string[]): readonly string[] {
  return placesOfWords(argv).map((place) => argv[place] as string);
}

/** Of all that is neither an option nor the value of a global one. Options of commands come after their commands. */
function placesOfWords(argv: readonly string[]): readonly number[] {
  const end = argv.indexOf('--');
  const line = end < 0 ? argv : argv.slice(0, end);
  return line.flatMap((word, place) => (word.startsWith('-') || takesValue(line[place - 1]) ? [] : [place]));
}

function takesValue(option: string | undefined): boolean {
  return globalOptionDeclarations.some(({ flags }) => flags.includes('<') && flags.split(' ')[0] === option);
}
