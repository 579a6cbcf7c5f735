/** `ice record`: runs a blueprint with real models, keeps what they answer, and keeps inputs and outcome as a case. It costs money. */
import { isJsonObject, type ExecutionSnapshot, type JsonObject, type JsonValue } from '@ice/core';
import path from 'node:path';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { CliError, usageError } from '../../command/cli-error.js';
import { readDocumentOrFail } from '../blueprint/read-document.js';
import { readInputs } from '../run/read-inputs.js';
import { cassettesFolder, writeCase } from './case-file.js';
import { runApart } from './run-apart.js';

/** See the head of this file. */
export async function recordCase(context: CommandContext): Promise<CommandResult> {
  const [name = ''] = context.args;
  const caseName = caseNameOf(context.options['case']);
  if (name === '-') throw usageError('A case is kept beside its file, so stdin cannot be recorded.');
  const document = await documentOf(name, context);
  const inputs = (await readInputs(context)) ?? {};
  const place = path.resolve(context.cwd, name);
  const folder = path.dirname(place);
  const env = { ICE_CASSETTES: 'record', ICE_TEST_MODE: '0', ICE_CASSETTE_DIR: path.join(folder, cassettesFolder) };
  const snapshot = await runApart(context, env, (run) => run(document, inputs));
  const outputs = outputsOf(snapshot, name);
  const blueprint = path.basename(place);
  const file = await writeCase(folder, caseName, { case_version: 1, blueprint, inputs, outputs });
  return {
    value: { file, outputs, cost_usd: snapshot.cost_usd },
    text: `Recorded ${file} for $${snapshot.cost_usd}. Replay it: ice test ${path.dirname(name)}`,
  };
}

/** What fails is no case: nobody wants it to fail for ever. */
function outputsOf({ status, outputs, failure }: ExecutionSnapshot, name: string): JsonObject {
  if (status === 'completed') return outputs ?? {};
  const reason = failure ? ` ${failure.code}: ${failure.message}` : '';
  throw new CliError(`${name} has ${status}, so no case was kept.${reason}`, {
    exitCode: 5,
    code: failure?.code ?? 'cancelled',
    ...(failure && { details: { ...failure } as unknown as JsonValue }),
  });
}

async function documentOf(name: string, context: CommandContext): Promise<JsonObject> {
  const { document, file } = await readDocumentOrFail(name, context);
  if (isJsonObject(document)) return document;
  throw new CliError(`${file} is no object, so it is no blueprint.`, { exitCode: 3, code: 'blueprint-invalid' });
}

/** A part of the name of a file. */
function caseNameOf(text: CommandContext['options'][string]): string {
  if (typeof text === 'string' && /^[a-z0-9][a-z0-9_-]{0,63}$/.test(text)) return text;
  throw usageError('--case is a name of a-z, 0-9, _ and -, at most 64.');
}
