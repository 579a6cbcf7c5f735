/** Runs one command line to its exit code. The process itself (signals, exit) is the business of `main.ts`. */
import { CliError } from './command/cli-error.js';
import type { CommandContext, CommandDeclaration, CommandResult, Connection } from './command/command.js';
import { createOutput, type CountedOutput } from './command/create-output.js';
import { readCommandLine, type Intent } from './command/create-program.js';
import { failureOf } from './command/failure-of.js';
import { guessGlobalOptions } from './command/global-options.js';
import { printFailure, printResult } from './command/print-outcome.js';
import { readEnvironment } from './command/read-environment.js';
import { keepToThisMachine } from './command/keep-to-this-machine.js';
import { readOnce } from './command/read-once.js';
import { pipeClosed, type Surroundings } from './command/surroundings.js';
import { commandList } from './commands/command-list.js';
import { ConnectionHolder, remoteOf } from './connection/connection-holder.js';
import { cliVersion } from './version.js';

type CommandIntent = Extract<Intent, { readonly kind: 'command' }>;

/** Runs it. Never rejects: what goes wrong is printed, and told by the exit code. */
export async function runCli(
  argv: readonly string[],
  surroundings: Surroundings,
  commands: readonly CommandDeclaration[] = commandList,
): Promise<number> {
  const intent = await readIntent(argv, surroundings, commands);
  if (intent instanceof CliError) return reportFailure(surroundings, guessGlobalOptions(argv).form, intent);
  const output = createOutput(surroundings, intent.global);
  if (intent.kind === 'command') return runCommand(intent, output, { ...surroundings, commands });
  printResult(surroundings, output, { value: { [intent.kind]: intent.text }, text: intent.text });
  return 0;
}

async function readIntent(
  argv: readonly string[],
  { stdout }: Surroundings,
  commands: readonly CommandDeclaration[],
): Promise<Intent | CliError> {
  try {
    return readCommandLine(argv, { commands, version: cliVersion(), columns: stdout.columns ?? 100 });
  } catch (thrown) {
    return failureOf(thrown);
  }
}

/** The surroundings, and what can be done in them. */
type Stage = Surroundings & Pick<CommandContext, 'commands'>;

async function runCommand(intent: CommandIntent, output: CountedOutput, surroundings: Stage): Promise<number> {
  const { declaration, global } = intent;
  const { cwd } = surroundings;
  const { remote, dataDir } = global;
  const env = readEnvironment(surroundings, dataDir);
  const runsExecutions = declaration.runsExecutions ?? false;
  const connections = new ConnectionHolder({ env, cwd, remote, dataDir, runsExecutions });
  try {
    const remoteUrl = remoteOf({ env, remote, dataDir });
    keepToThisMachine(intent, remoteUrl, output);
    const context = contextOf(intent, output, { ...surroundings, env }, connections);
    const result = await resultOf(intent, { ...context, remoteUrl });
    printResult(surroundings, output, result);
    await result.afterwards?.();
    return result.exitCode ?? 0;
  } catch (thrown) {
    const failure = await failureOf(thrown);
    const code = reportFailure(surroundings, output.form, failure);
    await failure.afterwards?.();
    return code;
  } finally {
    await connections.close();
  }
}

function contextOf(
  { args, options }: CommandIntent,
  output: CountedOutput,
  { env, cwd, signal, stdin, commands }: Stage,
  connections: ConnectionHolder,
): Omit<CommandContext, 'remoteUrl'> {
  const connect = (): Promise<Connection> => connections.connect();
  return { args, options, env, cwd, signal, output, commands, readStdin: readOnce(stdin), connect };
}

async function resultOf({ declaration }: CommandIntent, context: CommandContext): Promise<CommandResult> {
  const run = await declaration.load();
  return declaration.handlesInterrupt ? run(context) : Promise.race([run(context), interruption(context.signal)]);
}

function reportFailure(surroundings: Surroundings, form: CountedOutput['form'], failure: CliError): number {
  if (surroundings.signal.reason !== pipeClosed) printFailure(surroundings, form, failure);
  return failure.exitCode;
}

/** Rejects on Ctrl-C. What the command was waiting for is given up. */
function interruption(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const interrupt = (): void => reject(new CliError('Interrupted.', { exitCode: 130, code: 'interrupted' }));
    if (signal.aborted) interrupt();
    else signal.addEventListener('abort', interrupt, { once: true });
  });
}
