/** `ice test`: runs the recorded cases of a folder. Models answer from their recordings alone, without network and keys; tools work as ever. */
import { IceProblem } from '@ice/client';
import { diffValues, isJsonObject, type FieldChange, type JsonObject, type JsonValue } from '@ice/core';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { CliError } from '../../command/cli-error.js';
import { plainText } from '../../text/plain-text.js';
import { readDocumentOrFail } from '../blueprint/read-document.js';
import { cassettesFolder, readCases, type CaseFile } from './case-file.js';
import { runApart, type RunApart } from './run-apart.js';

/** Differences that are shown of a case. */
const mostShown = 20;

/** What became of a case. */
interface ReplayedCase {
  readonly file: string;
  readonly differences: readonly FieldChange[];
  /** Why there are no outputs to compare; else null. */
  readonly failure: string | null;
}

/** Exit code 5 where a case has another outcome now. */
export async function replayCases(context: CommandContext): Promise<CommandResult> {
  const [name = '.'] = context.args;
  const folder = path.resolve(context.cwd, name);
  const cases = await casesOf(folder, name);
  const env = { ICE_CASSETTES: 'replay', ICE_TEST_MODE: '1', ICE_CASSETTE_DIR: path.join(folder, cassettesFolder) };
  const replayed = await runApart(context, env, async (run) => {
    const results: ReplayedCase[] = [];
    for (const each of cases) results.push(await replay(each, folder, run));
    return results;
  });
  const kept = replayed.filter(isAsRecorded).length;
  const isWell = kept === cases.length;
  return {
    value: { ok: isWell, cases: replayed.map(documentOf) },
    text: [...replayed.flatMap(linesOf), `${kept} of ${cases.length} as recorded.`].join('\n'),
    exitCode: isWell ? 0 : 5,
  };
}

async function casesOf(folder: string, name: string): Promise<readonly CaseFile[]> {
  if (!existsSync(folder)) throw new CliError(`There is no folder ${name}.`, { exitCode: 2, code: 'file-unreadable' });
  const cases = await readCases(folder);
  if (cases.length > 0) return cases;
  const hint = 'Record one: ice record <file>';
  throw new CliError(`There are no recorded cases in ${path.join(name, 'cases')}.`, {
    exitCode: 2,
    code: 'file-unreadable',
    hint,
  });
}

async function replay({ file, recorded }: CaseFile, folder: string, run: RunApart): Promise<ReplayedCase> {
  const { blueprint, inputs, outputs } = recorded;
  const source = { cwd: folder, readStdin: () => Promise.resolve('') };
  const { document } = await readDocumentOrFail(blueprint, source);
  try {
    const snapshot = await run(isJsonObject(document) ? document : {}, inputs);
    const { status, failure } = snapshot;
    if (status !== 'completed') return failedCase(file, failure ? `${failure.code}: ${failure.message}` : status);
    return { file, differences: [...diffValues(outputs, snapshot.outputs ?? {})], failure: null };
  } catch (fault) {
    if (fault instanceof IceProblem) return failedCase(file, `${fault.code}: ${fault.detail}`);
    throw fault;
  }
}

function failedCase(file: string, failure: string): ReplayedCase {
  return { file, differences: [], failure };
}

function isAsRecorded({ differences, failure }: ReplayedCase): boolean {
  return differences.length === 0 && failure === null;
}

function documentOf(replayed: ReplayedCase): JsonObject {
  const { file, differences, failure } = replayed;
  return { file, ok: isAsRecorded(replayed), differences: differences.map((each) => ({ ...each })), failure };
}

function linesOf(replayed: ReplayedCase): readonly string[] {
  const { file, differences, failure } = replayed;
  if (isAsRecorded(replayed)) return [`✔ ${file}`];
  const more = differences.length - mostShown;
  return [
    `✖ ${file}`,
    ...differences.slice(0, mostShown).flatMap(differenceLines),
    ...(more > 0 ? [`    … and ${more} more`] : []),
    ...(failure === null ? [] : [`    ${plainText(failure)}`]),
  ];
}

function differenceLines({ pointer, before, after }: FieldChange): readonly string[] {
  return [
    `    ${plainText(pointer)}`,
    ...(before === undefined ? [] : [`      recorded ${valueText(before)}`]),
    ...(after === undefined ? [] : [`      now      ${valueText(after)}`]),
  ];
}

function valueText(value: JsonValue): string {
  return plainText(JSON.stringify(value));
}
