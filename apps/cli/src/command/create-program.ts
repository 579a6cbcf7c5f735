/** Makes the commander program out of declarations. Reads the line, writes nothing, ends nothing: what commander has to say is thrown. */
import { Command, CommanderError, Option } from 'commander';
import { CliError } from './cli-error.js';
import type { CommandDeclaration, OptionDeclaration } from './command.js';
import { exitCodes } from './exit-codes.js';
import { groupOfLine, helpAsOption } from './help-as-option.js';
import {
  globalOptionDeclarations,
  guessGlobalOptions,
  readGlobalOptions,
  type GlobalOptions,
} from './global-options.js';

/** A line that was understood. */
export type Intent =
  | { readonly kind: 'help' | 'version'; readonly text: string; readonly global: GlobalOptions }
  | {
      readonly kind: 'command';
      readonly declaration: CommandDeclaration;
      readonly args: readonly string[];
      readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
      readonly global: GlobalOptions;
    };

/** What a program is made of. */
export interface ProgramParts {
  readonly commands: readonly CommandDeclaration[];
  readonly version: string;
  readonly columns: number;
}

/** Groups of commands, as help names them. */
const groupSummaries: Readonly<Record<string, string>> = {
  exec: 'look at executions and steer them',
  blueprint: 'list, read, store, check, compare and draw blueprints',
  budget: 'see and set what may be spent',
  key: 'make, list and revoke API keys',
  help: 'explain what is not a command',
};

/** Reads a command line. @throws CliError `usage` with what is wrong, and the nearest name where there is one. */
export function readCommandLine(argv: readonly string[], parts: ProgramParts): Intent {
  let said = '';
  let intent: Intent | undefined;
  const program = createProgram(parts, (found) => (intent = found));
  const write = (text: string): void => void (said += text);
  for (const command of allCommands(program)) configure(command, write, parts.columns);
  try {
    program.parse(helpAsOption(program, argv), { from: 'user' });
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    return afterThrow(thrown, said, { argv, group: groupOfLine(program, argv) });
  }
  if (intent) return intent;
  return { kind: 'help', text: program.helpInformation().trimEnd(), global: readGlobalOptions(program.opts()) };
}

function createProgram({ commands, version }: ProgramParts, found: (intent: Intent) => void): Command {
  const program = new Command('ice')
    .description('Compiles, prices and durably runs LLM workflows described as blueprints.')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand(false)
    .addHelpText('after', `\n${exitCodeHelp()}`);
  for (const option of globalOptionDeclarations) addOption(program, option);
  for (const declaration of commands) addCommand(program, declaration, found);
  return program;
}

function addCommand(program: Command, declaration: CommandDeclaration, found: (intent: Intent) => void): void {
  const words = declaration.name.split(' ');
  const parent = words.length > 1 ? groupOf(program, words[0] as string) : program;
  const command = parent.command(words.at(-1) as string).description(declaration.summary);
  for (const { name, about, isOptional, isVariadic } of declaration.arguments ?? []) {
    const inner = `${name}${isVariadic ? '...' : ''}`;
    command.argument(isOptional ? `[${inner}]` : `<${inner}>`, about);
  }
  for (const option of declaration.options ?? []) addOption(command, option);
  command.addHelpText('after', `\nExamples:\n${declaration.examples.map((line) => `  ${line}`).join('\n')}`);
  command.action(() => {
    found({
      kind: 'command',
      declaration,
      args: command.args,
      options: command.opts(),
      global: readGlobalOptions(program.opts()),
    });
  });
}

function addOption(command: Command, { flags, about, fallback }: OptionDeclaration): void {
  const option = new Option(flags, about).default(fallback);
  if (option.variadic) option.argParser(collected);
  // To commander it would take all words that follow, and the arguments among them.
  option.variadic = false;
  command.addOption(option);
}

function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function groupOf(program: Command, name: string): Command {
  const known = program.commands.find((command) => command.name() === name);
  return known ?? program.command(name).description(groupSummaries[name] ?? name);
}

function allCommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(allCommands)];
}

function configure(command: Command, write: (text: string) => void, columns: number): void {
  command
    .exitOverride()
    .configureHelp({ helpWidth: Math.min(columns, 120) })
    .configureOutput({ writeOut: write, writeErr: write, outputError: write, getOutHasColors: () => false });
}

/** A line with the group that its first words name. */
interface GivenLine {
  readonly argv: readonly string[];
  readonly group: readonly string[];
}

/** Help and versions are thrown as well as mistakes, before all of the line was read. */
function afterThrow(thrown: CommanderError, said: string, { argv, group }: GivenLine): Intent {
  const global = guessGlobalOptions(argv);
  if (thrown.code === 'commander.version') return { kind: 'version', text: said.trimEnd(), global };
  if (thrown.exitCode === 0) return { kind: 'help', text: said.trimEnd(), global };
  // A group without a command: commander prints its help as a mistake.
  if (thrown.code === 'commander.help')
    throw new CliError('A command is missing.', {
      exitCode: 2,
      code: 'usage',
      lines: said.trimEnd().split('\n'),
      hint: `\`${['ice', ...group, '--help'].join(' ')}\` lists them.`,
    });
  const message = thrown.message.replace(/^error: /, '').replaceAll('\n', ' ');
  throw new CliError(`${message.charAt(0).toUpperCase()}${message.slice(1)}`, {
    exitCode: 2,
    code: 'usage',
    hint: '`ice --help` lists the commands, `ice <command> --help` says what one takes.',
  });
}

function exitCodeHelp(): string {
  const lines = Object.entries(exitCodes).map(([code, meaning]) => `  ${code.padStart(3)}  ${meaning}`);
  return ['Exit codes:', ...lines].join('\n');
}
