/** Turns whatever a command threw into a `CliError`. Libraries that throw are imported only here, and only when something was thrown. */
import type { JsonValue } from '@ice/core';
import { CliError } from './cli-error.js';
import { exitCodeOf } from './exit-codes.js';

/** The failure. Never throws. */
export async function failureOf(thrown: unknown): Promise<CliError> {
  if (thrown instanceof CliError) return thrown;
  const { IceProblem, IceUnreachable } = await import('@ice/client');
  if (thrown instanceof IceProblem) return problemFailure(thrown);
  if (thrown instanceof IceUnreachable) return unreachableFailure(thrown);
  if (thrown instanceof Error && thrown.name === 'ConfigError') return configFailure(thrown);
  if (isIceError(thrown))
    return new CliError(thrown.message, { exitCode: exitCodeOf(thrown.code, 500), code: thrown.code });
  return faultOf(thrown);
}

/** Where the API names a request as the next step, the command that makes it. */
const hintsHere: Readonly<Record<string, string>> = {
  unauthenticated: 'Set ICE_API_KEY to a key of this server; `ice key create` makes one.',
  'not-found': '`ice exec list` and `ice blueprint list` show what is there.',
};

/** What the API refused, with its findings. */
function problemFailure(problem: InstanceType<typeof import('@ice/client').IceProblem>): CliError {
  const { code, status, hint, errors } = problem;
  const findings = errors.map(({ pointer, detail }) => (pointer ? `${pointer}: ${detail}` : detail));
  return new CliError(problem.message, {
    exitCode: exitCodeOf(code, status),
    code,
    hint: hintsHere[code] ?? hint ?? '',
    lines: findings.filter((line) => line !== problem.message),
    ...(errors.length > 0 && { details: { errors: errors as unknown as JsonValue } }),
  });
}

function unreachableFailure(thrown: Error): CliError {
  return new CliError(thrown.message, {
    exitCode: 9,
    code: 'unreachable',
    hint: 'Is the server up, and the address right? `ice doctor` looks; without --remote and ICE_URL it runs in this process.',
  });
}

/** Variables of the environment that cannot be used. */
function configFailure(thrown: Error): CliError {
  return new CliError(thrown.message, {
    exitCode: 2,
    code: 'config-invalid',
    hint: 'Mend the variable in the environment or in .env; `ice config` shows where each comes from.',
  });
}

/** A fault of this program: the stack helps whoever mends it. */
function faultOf(thrown: unknown): CliError {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const stack = thrown instanceof Error ? (thrown.stack ?? '').split('\n').slice(1) : [];
  return new CliError(message, { exitCode: 1, code: 'unexpected', lines: stack, cause: thrown });
}

function isIceError(thrown: unknown): thrown is Error & { readonly code: string } {
  return thrown instanceof Error && thrown.name === 'IceError' && 'code' in thrown;
}
