/** Turns whatever a command threw into a `CliError`. Libraries that throw are imported only here, and only when something was thrown. */
import type { IceProblem, IceUnreachable } from '@ice/client';
import type { JsonValue } from '@ice/core';
import { CliError } from './cli-error.js';
import { exitCodeOf } from './exit-codes.js';
import { hintHere } from './hint-here.js';
import { ownHint } from './own-codes.js';

/** The failure. Never throws. */
export async function failureOf(thrown: unknown): Promise<CliError> {
  if (thrown instanceof CliError) return thrown;
  const client = await import('@ice/client');
  if (thrown instanceof client.IceProblem) return problemFailure(thrown);
  if (thrown instanceof client.IceUnreachable) return unreachableFailure(thrown);
  if (thrown instanceof Error && thrown.name === 'ConfigError') return configFailure(thrown);
  if (isIceError(thrown)) return refusalFailure(thrown);
  return faultOf(thrown);
}

/** What the API refused, with its findings. */
function problemFailure(problem: IceProblem): CliError {
  const { code, status, errors } = problem;
  const { hint, lines, facts } = hintHere(problem);
  const findings = errors.map(({ pointer, detail }) => (pointer ? `${pointer}: ${detail}` : detail));
  const details = { ...(errors.length > 0 && { errors: errors as unknown as JsonValue }), ...facts };
  return new CliError(problem.message, {
    exitCode: exitCodeOf(code, status),
    code,
    hint,
    lines: [...findings.filter((line) => line !== problem.message), ...lines],
    ...(Object.keys(details).length > 0 && { details }),
  });
}

function unreachableFailure({ message, url }: IceUnreachable): CliError {
  const look = `\`curl ${addressOf(url)}/health\` tells`;
  return new CliError(message, {
    exitCode: 9,
    code: 'unreachable',
    hint: `Is the server up, and the address right? ${look}; without --remote and ICE_URL it runs in this process.`,
  });
}

/** Of the server, without what was asked of it there. */
function addressOf(url: string): string {
  return url.replace(/^ws/, 'http').replace(/\/api\/v1(?:[/?].*)?$/s, '');
}

/** The system's and SQLite's words for a file that cannot be made or written. */
const unwritable = /^(?:EACCES|EPERM|EROFS|EEXIST|ENOTDIR|ENOSPC|SQLITE_(?:CANTOPEN|READONLY|FULL|PERM))/;

/** What the API in this process, or the store behind it, refused before there was a server to ask. */
function refusalFailure({ code, message, evidence }: RefusalError): CliError {
  const isUnwritable = code === 'store-unavailable' && unwritable.test(String(evidence?.['reason']));
  const hint = isUnwritable ? 'Set ICE_DATA_DIR to a folder that you may write.' : undefined;
  return new CliError(message, { exitCode: exitCodeOf(code, 500), code, ...(hint && { hint }) });
}

/** Variables of the environment that cannot be used. */
function configFailure(thrown: Error): CliError {
  return new CliError(thrown.message, {
    exitCode: 2,
    code: 'config-invalid',
    hint: ownHint('config-invalid'),
  });
}

/** A fault of this program: the stack helps whoever mends it. */
function faultOf(thrown: unknown): CliError {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const stack = thrown instanceof Error ? (thrown.stack ?? '').split('\n').slice(1) : [];
  return new CliError(message, { exitCode: 1, code: 'unexpected', lines: stack, cause: thrown });
}

/** An `IceError`, of whichever copy of its package. */
interface RefusalError extends Error {
  readonly code: string;
  readonly evidence?: Readonly<Record<string, unknown>>;
}

function isIceError(thrown: unknown): thrown is RefusalError {
  return thrown instanceof Error && thrown.name === 'IceError' && 'code' in thrown;
}
