/** What a command of `ice` is: a declaration that costs nothing to load, and an implementation that is imported when it runs. Nothing
 *  here knows commander, and a command never writes to a stream or ends the process by itself. */
import type { IceClient } from '@ice/client';
import type { JsonValue } from '@ice/core';
import type { ExitCode } from './exit-codes.js';
import type { Output } from './output.js';

/** An argument by its place. */
export interface ArgumentDeclaration {
  readonly name: string;
  readonly about: string;
  readonly isOptional?: boolean;
  /** Takes all that follow; only for the last one. */
  readonly isVariadic?: boolean;
}

/** An option by its name. */
export interface OptionDeclaration {
  /** As commander writes them: `-f, --file <path>`, `--no-wait`. `--input <name=value...>` takes one value and may stand several times. */
  readonly flags: string;
  readonly about: string;
  readonly fallback?: string | boolean;
}

/** One command: all that help, the reference and completion print. */
export interface CommandDeclaration {
  /** With its group: `blueprint validate`. */
  readonly name: string;
  readonly summary: string;
  readonly arguments?: readonly ArgumentDeclaration[];
  readonly options?: readonly OptionDeclaration[];
  /** Whole command lines, `ice` included. */
  readonly examples: readonly string[];
  /** True where it starts executions or lets them go on: in local mode this process is a worker then, and takes over what earlier ones
   *  have left behind. Default: it serves requests and runs nothing. */
  readonly runsExecutions?: boolean;
  /** True where it looks at this machine, whatever server there is: `--remote` is refused, ICE_URL is told as of no use here. */
  readonly isOfThisMachine?: boolean;
  /** True where the command ends by itself, and in good order, once `signal` aborts. Default: it is left at once. */
  readonly handlesInterrupt?: boolean;
  /** Imports the implementation, on first use. */
  readonly load: () => Promise<RunCommand>;
}

/** Does the work. Throws `CliError` where there is no result; any other throw is a fault. */
export type RunCommand = (context: CommandContext) => Promise<CommandResult>;

/** The API, wherever it runs. */
export interface Connection {
  readonly client: IceClient;
  /** Without a slash at its end. */
  readonly url: string;
  /** True where the API runs in this process. */
  readonly isLocal: boolean;
  /** What answers for models in local mode, for people: `recorded answers (offline)`; null where it is the server's business. */
  readonly answers: string | null;
  /** What another command needs to reach the same API: ` --data-dir /tmp/x`, or '' where it would by itself. */
  readonly flags: string;
}

/** What a command has to work with. */
export interface CommandContext {
  /** In the order of the declaration; a variadic one is spread at the end. */
  readonly args: readonly string[];
  /** By the camelCase name of the flag. Global options are not among them. */
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  /** Of the process, with the file `.env` of the working directory below it, and `--data-dir` as ICE_DATA_DIR above both. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The server of `--remote` or ICE_URL; null = local mode. For what is done without a connection. */
  readonly remoteUrl: string | null;
  /** Absolute. */
  readonly cwd: string;
  /** Aborts on the first Ctrl-C. */
  readonly signal: AbortSignal;
  readonly output: Output;
  /** All commands there are. */
  readonly commands: readonly CommandDeclaration[];
  /** All of stdin as text. */
  readonly readStdin: () => Promise<string>;
  /** The API at `--remote` (or `ICE_URL`, with `ICE_API_KEY`), else one in this process; the same at each call; closed by the frame. */
  readonly connect: () => Promise<Connection>;
}

/** What a command found out. */
export interface CommandResult {
  /** The document of `--json`. Under `--jsonl` one line, unless events were written: then they are the document. */
  readonly value: JsonValue;
  /** For people, without a line break at its end; '' = nothing. Default: `value` as indented JSON. */
  readonly text?: string;
  /** Default 0. */
  readonly exitCode?: ExitCode;
  /** Done after the result was printed and before the connection is closed. */
  readonly afterwards?: () => Promise<void>;
}
