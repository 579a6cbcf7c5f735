/** `ice blueprint validate`: what the compiler says of documents, with the line and column of everything. Nothing is stored. */
import type { BlueprintJudgement, IceClient } from '@ice/client';
import { isJsonObject, type JsonObject, type JsonValue } from '@ice/core';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { usageError } from '../../command/cli-error.js';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { readBlueprintAddress } from './blueprint-address.js';
import { drawFindings, type ShownFinding } from './draw-findings.js';
import { readDocument } from './read-document.js';

/** What was found out about one file. */
interface JudgedFile {
  readonly file: string;
  readonly ok: boolean;
  readonly findings: readonly ShownFinding[];
  readonly judgement: BlueprintJudgement | null;
}

/** Exit code 3 where a file is no sound blueprint. */
export async function validateBlueprints(context: CommandContext): Promise<CommandResult> {
  refuseIds(context);
  const files: JudgedFile[] = [];
  for (const name of context.args) files.push(await judge(name, context));
  const unsound = files.filter(({ ok }) => !ok).length;
  const summary = files.length > 1 ? [`Sound: ${files.length - unsound} of ${files.length}.`] : [];
  return {
    value: { ok: unsound === 0, files: files.map(documentOf) },
    text: [...files.map(textOf), ...summary].join('\n'),
    exitCode: unsound === 0 ? 0 : 3,
  };
}

/** A file of this name is read all the same. */
function refuseIds({ args, cwd }: CommandContext): void {
  const id = args.find((name) => readBlueprintAddress(name) && !existsSync(path.resolve(cwd, name)));
  if (id === undefined) return;
  throw usageError(
    `${id} is the id of a stored blueprint, and validate reads files.`,
    `\`ice blueprint get ${id} | ice blueprint validate -\` validates it.`,
  );
}

async function judge(name: string, context: CommandContext): Promise<JudgedFile> {
  const result = await readDocument(name, context);
  if (!result.ok) return { file: result.file, ok: false, findings: [result.finding], judgement: null };
  const { file, document, locate } = result.written;
  if (!isJsonObject(document)) {
    const finding = locate({ code: 'validation-failed', message: 'A blueprint is an object.', pointer: '' });
    return { file, ok: false, findings: [finding], judgement: null };
  }
  const { client } = await context.connect();
  const judgement = await judgementOf(client, document, context.signal);
  return { file, ok: judgement.ok, findings: judgement.diagnostics.map(locate), judgement };
}

function judgementOf(client: IceClient, document: JsonObject, signal: AbortSignal): Promise<BlueprintJudgement> {
  return client.blueprints.validate(document, { signal });
}

function documentOf({ file, ok, findings, judgement }: JudgedFile): JsonObject {
  const { revision = null, cost = null } = judgement ?? {};
  return { file, ok, diagnostics: plain(findings), revision: plain(revision), cost: plain(cost) };
}

function plain(value: object | string | null): JsonValue {
  return value as unknown as JsonValue;
}

function textOf({ file, ok, findings, judgement }: JudgedFile): string {
  const found = drawFindings(file, findings);
  if (!ok) return found;
  return [...(found === '' ? [] : [found]), `✔ ${file} is sound${costText(judgement?.cost ?? null)}`].join('\n');
}

function costText(cost: BlueprintJudgement['cost'] | null): string {
  if (cost === null) return '';
  return cost.calls === 0 ? ', asks no model' : `, costs at most $${cost.max_usd}`;
}
