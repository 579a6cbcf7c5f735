/** `ice run`: starts a blueprint, shows how it goes, gives its outputs. */
import { IceProblem, type StartRequest } from '@ice/client';
import type { JsonObject, JsonValue } from '@ice/core';
import { CliError, usageError } from '../../command/cli-error.js';
import type { CommandContext, CommandResult, Connection } from '../../command/command.js';
import { readBlueprintAddress } from '../blueprint/blueprint-address.js';
import { drawFindings } from '../blueprint/draw-findings.js';
import { loadDocument, type LoadedDocument } from '../blueprint/load-document.js';
import { ExecutionView } from '../../tree/execution-view.js';
import { dryRunText } from './dry-run-text.js';
import { endOf } from './end-of.js';
import { followExecution } from './follow-execution.js';
import { orInterrupted, unansweredStart } from './or-interrupted.js';
import { checkOutputFile, writeOutputFile } from './output-file.js';
import { readInputs } from './read-inputs.js';
import { readRunOptions, type RunOptions } from './read-run-options.js';

/** See the head of this file. */
export async function runBlueprint(context: CommandContext): Promise<CommandResult> {
  const { signal } = context;
  const run = readRunOptions(context);
  const prepared = await orInterrupted(signal, () => prepare(context, run));
  const { loaded, connection, request } = prepared;
  if (run.isDryRun) return orInterrupted(signal, () => dryRun(prepared, signal));
  const expectedUsd = isDrawn(context) ? await orInterrupted(signal, () => expectedCost(prepared, signal)) : null;
  const start = () => refusable(loaded, () => connection.client.executions.start(request, { signal }));
  const execution = await orInterrupted(signal, start, unansweredStart(connection.flags));
  if (run.isDetached) return detached(execution.id, connection);
  return watched(context, connection, { run, loaded, execution, expectedUsd });
}

/** What is known before anything is asked of the API. */
interface Prepared {
  readonly loaded: LoadedDocument;
  readonly connection: Connection;
  readonly request: StartRequest;
}

/** Refuses what can be refused here: nothing is started, and nothing paid, for outputs that nobody gets. */
async function prepare(context: CommandContext, run: RunOptions): Promise<Prepared> {
  await checkOutputFile(run.outputFile, context);
  const inputs = await readInputs(context);
  const loaded = await loadDocument(run.blueprint, context);
  const connection = await context.connect();
  checkPlace(run, connection);
  return { loaded, connection, request: requestOf(run, loaded, inputs) };
}

async function dryRun({ loaded, connection, request }: Prepared, signal: AbortSignal): Promise<CommandResult> {
  const answer = await refusable(loaded, () => connection.client.executions.dryRun(request, { signal }));
  return { value: plain(answer), text: dryRunText(answer) };
}

/** Some options make sense in one of the two modes only. */
function checkPlace({ isDetached, isKept }: RunOptions, { isLocal }: Connection): void {
  if (isDetached && isLocal)
    throw usageError(
      '--detach needs a server: this process ends, and nothing would run it.',
      'Give --remote with the address of one; `ice dev` starts one.',
    );
  if (isKept && !isLocal)
    throw usageError('--keep is for the API in this process: a remote server stays up by itself.');
}

/** Only a tree has room for an expectation. */
function isDrawn({ output }: CommandContext): boolean {
  return output.terminal.isTty && !output.isQuiet;
}

async function expectedCost({ loaded, connection, request }: Prepared, signal: AbortSignal): Promise<string> {
  const answer = await refusable(loaded, () => connection.client.executions.dryRun(request, { signal }));
  return answer.cost.expected_usd;
}

interface Started {
  readonly run: RunOptions;
  readonly loaded: LoadedDocument;
  readonly execution: Awaited<ReturnType<Connection['client']['executions']['start']>>;
  readonly expectedUsd: string | null;
}

async function watched(context: CommandContext, connection: Connection, started: Started): Promise<CommandResult> {
  const { run, loaded, execution, expectedUsd } = started;
  const { output } = context;
  if (connection.isLocal) output.progress(`The API listens on ${connection.url} (docs at ${connection.url}/docs).`);
  const view = new ExecutionView(execution.id, loaded.document);
  const cause = await followExecution(context, {
    ...{ execution, view, connection, expectedUsd },
    timeoutMs: run.timeoutMs,
    onInterrupt: 'cancel',
  });
  const afterwards = run.isKept && connection.isLocal ? () => lookAround(context, connection, execution.id) : undefined;
  const outputs = await endOf(context, { connection, execution, view, written: loaded.written, cause, afterwards });
  const again = `ice exec get ${execution.id}${connection.flags}`;
  const file = run.outputFile === null ? null : { name: run.outputFile, again };
  const shown = file === null ? { value: outputs } : await writeOutputFile(context, file, outputs);
  return { ...shown, ...(afterwards && { afterwards }) };
}

function requestOf(run: RunOptions, { name, document }: LoadedDocument, inputs: JsonObject | undefined): StartRequest {
  const rest = {
    ...(inputs && { inputs }),
    ...(run.budgetUsd !== null && { budget_usd: run.budgetUsd }),
    ...(run.tags.length > 0 && { tags: run.tags }),
  };
  const address = readBlueprintAddress(name);
  if (address && address.revision === null) return { blueprint_id: address.id, ...rest };
  if (address && typeof address.revision === 'string') return { revision: address.revision, ...rest };
  if (typeof document === 'object' && document !== null) return { blueprint: document, ...rest };
  throw new CliError(`${name} holds no blueprint: it is an object.`, { exitCode: 3, code: 'blueprint-invalid' });
}

/** Findings about a document that was read from a text are shown with their lines. */
async function refusable<T>({ written }: LoadedDocument, start: () => Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (thrown) {
    if (!(thrown instanceof IceProblem) || !written || !isAboutDocument(thrown)) throw thrown;
    const { file } = written;
    const findings = thrown.errors.map(({ detail, ...rest }) => written.locate({ ...rest, message: detail }));
    throw new CliError(`${file} does not compile: ${thrown.detail}`, {
      exitCode: 3,
      code: thrown.code,
      lines: drawFindings(file, findings).split('\n'),
      details: { file, errors: findings as unknown as JsonValue },
    });
  }
}

/** Inputs and secrets are refused with 422 too, and stand in no file. */
function isAboutDocument({ status, code, errors }: IceProblem): boolean {
  return status === 422 && errors.length > 0 && !/^(?:inputs|secret|idempotency)-/.test(code);
}

function detached(id: string, { flags }: Connection): CommandResult {
  return { value: { execution_id: id }, text: `${id}\nwatch it: ice exec watch ${id}${flags}` };
}

/** `--keep`: nothing more happens, and the API stays up. */
async function lookAround({ output, signal }: CommandContext, { url }: Connection, id: string): Promise<void> {
  output.progress(`Snapshot: ${url}/api/v1/executions/${id}`);
  output.progress(`What was posted to mock://bin: ${url}/mock-bin`);
  output.progress(`--keep: look around at ${url}/docs; Ctrl-C ends the server.`);
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

function plain(value: object): JsonValue {
  return value as unknown as JsonValue;
}
