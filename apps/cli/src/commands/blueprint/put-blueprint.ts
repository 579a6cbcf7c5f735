/** `ice blueprint put`: stores a document, or replaces a stored one under its lock. */
import { IceProblem, type BlueprintFacts, type IceClient } from '@ice/client';
import { isJsonObject, type JsonObject, type JsonValue } from '@ice/core';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { CliError, usageError } from '../../command/cli-error.js';
import { exitCodeOf } from '../../command/exit-codes.js';
import { plainText } from '../../text/plain-text.js';
import { readBlueprintAddress } from './blueprint-address.js';
import { drawFindings } from './draw-findings.js';
import { readDocumentOrFail, type WrittenDocument } from './read-document.js';

/** Which stored blueprint is replaced, and which version of it; null = a new one is made. */
interface Target {
  readonly id: string;
  /** Null = the version that is current now. */
  readonly lock: string | null;
}

/** See the head of this file. */
export async function putBlueprint(context: CommandContext): Promise<CommandResult> {
  const target = targetOf(context.options);
  const written = await readDocumentOrFail(context.args[0] ?? '', context);
  const document = objectOf(written);
  const { client } = await context.connect();
  try {
    const facts = await write(client, document, target, context.signal);
    const what = target === null ? 'Stored' : 'Replaced';
    const { id, revision, version_lock } = facts;
    const text = [`${what}: ${id}`, `revision  ${revision}`, `lock      ${version_lock}`].join('\n');
    return { value: facts as unknown as JsonValue, text };
  } catch (fault) {
    throw fault instanceof IceProblem ? refusal(fault, written) : fault;
  }
}

async function write(
  { blueprints }: IceClient,
  document: JsonObject,
  target: Target | null,
  signal: AbortSignal,
): Promise<BlueprintFacts> {
  if (target === null) return blueprints.create(document, { signal });
  const lock = target.lock ?? (await blueprints.get(target.id, { signal })).versionLock;
  return blueprints.put(target.id, document, lock, { signal });
}

function targetOf({ id, lock }: CommandContext['options']): Target | null {
  if (id === undefined && lock === undefined) return null;
  if (typeof id !== 'string') throw usageError('--lock needs --id: a new blueprint has no version yet.');
  const address = readBlueprintAddress(id);
  if (address === null || address.revision !== null) throw usageError(`"${plainText(id)}" is no id of a blueprint.`);
  return { id, lock: typeof lock === 'string' ? lock : null };
}

function objectOf({ file, document }: WrittenDocument): JsonObject {
  if (isJsonObject(document)) return document;
  throw new CliError(`${file} is no object, so it is no blueprint.`, { exitCode: 3, code: 'blueprint-invalid' });
}

/** The server's refusal, with the places of the file in it. */
function refusal({ problem, code, status, detail, hint, errors }: IceProblem, written: WrittenDocument): CliError {
  const findings = errors.map((error) => written.locate({ ...error, message: error.detail }));
  const isConflict = code === 'lock-conflict';
  const isUnsound = !isConflict && findings.length > 0;
  return new CliError(isUnsound ? `${written.file} is not sound, so it is not stored.` : detail, {
    exitCode: exitCodeOf(code, status),
    code,
    // Findings have hints of their own.
    ...(!isUnsound && { hint: isConflict ? mergeHint : hint }),
    lines: findings.length === 0 ? [] : drawFindings(written.file, findings).split('\n'),
    details: problem as unknown as JsonValue,
  });
}

const mergeHint = 'Read what is stored now with "ice blueprint get <id>", merge, and put with the lock that it tells.';
