/** The command line as others use it: tests run it in their own process, the reference is written from its declarations. */
export { CliError, type CliErrorParts } from './command/cli-error.js';
export type { CommandContext, CommandDeclaration, CommandResult, Connection, RunCommand } from './command/command.js';
export { exitCodeOf, exitCodes, type ExitCode } from './command/exit-codes.js';
export { globalOptionDeclarations } from './command/global-options.js';
export { ownCodes, type OwnCode } from './command/own-codes.js';
export type { Surroundings, TextStream } from './command/surroundings.js';
export { commandList } from './commands/command-list.js';
export { cliReference } from './reference/cli-reference.js';
export { runCli } from './run-cli.js';
