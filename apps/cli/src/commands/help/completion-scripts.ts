/** Scripts that make shells complete the commands of `ice`: static texts, so that a key press starts no process. Pure. */
import type { Choice, CompletionPlace } from './completion-places.js';

/** Shells that there is a script for. */
export const completionShells = ['bash', 'zsh', 'fish'] as const;

/** One of `completionShells`. */
export type CompletionShell = (typeof completionShells)[number];

/** The script of a shell, without a line break at the end. Its first lines say where it goes. */
export function completionScript(shell: CompletionShell, places: readonly CompletionPlace[]): string {
  return scripts[shell](places).join('\n');
}

type WriteScript = (places: readonly CompletionPlace[]) => readonly string[];

const scripts: Readonly<Record<CompletionShell, WriteScript>> = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** Words of bash 3 only, which macOS still has. Where no word fits, the shell offers files. */
function bashScript(places: readonly CompletionPlace[]): readonly string[] {
  return [
    '# Completion of ice for bash. Put into ~/.bashrc: source <(ice completion bash)',
    '_ice() {',
    '  local current="${COMP_WORDS[COMP_CWORD]}" place="" words="" options="" index',
    '  for ((index = 1; index < COMP_CWORD; index++)); do',
    '    case "$place ${COMP_WORDS[index]}" in',
    `      ${knownPlaces(places)}) place="\${place:+$place }\${COMP_WORDS[index]}" ;;`,
    '    esac',
    '  done',
    '  case "$place" in',
    ...places.map(({ place, words, options }) => {
      const flags = options.map(({ text }) => `--${text}`).join(' ');
      return `    "${place}") words="${words.map(({ text }) => text).join(' ')}" options="${flags}" ;;`;
    }),
    '  esac',
    '  case "$current" in',
    '    -*) words="$options" ;;',
    '  esac',
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '}',
    'complete -o default -F _ice ice',
  ];
}

/** `path` is a variable of zsh itself, so the way is called place here too. */
function zshScript(places: readonly CompletionPlace[]): readonly string[] {
  return [
    '#compdef ice',
    '# Completion of ice for zsh. Put into ~/.zshrc, after compinit: source <(ice completion zsh)',
    '_ice() {',
    '  local place="" word',
    '  local -a choices options',
    '  for word in "${(@)words[2,CURRENT-1]}"; do',
    '    case "$place $word" in',
    `      ${knownPlaces(places)}) place="\${place:+$place }$word" ;;`,
    '    esac',
    '  done',
    '  case "$place" in',
    ...places.flatMap(({ place, words, options }) => [
      `    "${place}")`,
      `      choices=(${words.map((choice) => described(choice, '')).join(' ')})`,
      `      options=(${options.map((choice) => described(choice, '--')).join(' ')}) ;;`,
    ]),
    '  esac',
    '  if [[ "$PREFIX" == -* ]]; then',
    "    _describe -o 'option' options",
    '  elif (( ${#choices} )); then',
    "    _describe 'command' choices",
    '  else',
    '    _files',
    '  fi',
    '}',
    'if [[ "${funcstack[1]}" == "_ice" ]]; then _ice "$@"; else compdef _ice ice; fi',
  ];
}

function fishScript(places: readonly CompletionPlace[]): readonly string[] {
  return [
    '# Completion of ice for fish. Once: ice completion fish > ~/.config/fish/completions/ice.fish',
    'function __ice_at',
    '  set -l place',
    '  for word in (commandline -opc)[2..-1]',
    '    switch "$place $word"',
    `      case ${knownPlaces(places).replaceAll(' | ', ' ')}`,
    '        set place (string trim -- "$place $word")',
    '    end',
    '  end',
    '  test "$place" = "$argv[1]"',
    'end',
    ...places.flatMap(({ place, words, options }) => [
      ...words.map(({ text, about }) => `complete -c ice -f -n '__ice_at "${place}"' -a ${text} -d ${quoted(about)}`),
      ...options.map(({ text, about }) => `complete -c ice -n '__ice_at "${place}"' -l ${text} -d ${quoted(about)}`),
    ]),
  ];
}

/** Alternatives of a `case`: each place as the shell comes to it, which begins with a blank. */
function knownPlaces(places: readonly CompletionPlace[]): string {
  return places
    .flatMap(({ place }) => (place === '' ? [] : [place]))
    .map(arrival)
    .join(' | ');
}

/** `"blueprint list"` is reached from `blueprint` with `list`; a first word has nothing before its blank. */
function arrival(place: string): string {
  return place.includes(' ') ? `"${place}"` : `" ${place}"`;
}

function described({ text, about }: Choice, dashes: string): string {
  return quoted(`${dashes}${text}:${about.replaceAll(':', '\\:')}`);
}

/** A text of a shell that means itself; zsh and bash end the quotes for a quote, fish knows that form too. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
