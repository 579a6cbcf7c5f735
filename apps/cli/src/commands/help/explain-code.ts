/** `ice explain`: what a code of a problem, a finding or a failure means. Works without a server: the catalog is a part of this program. */
import { findProblem, listProblems, type CatalogedProblem } from '@ice/api';
import { nearestName, type JsonObject } from '@ice/core';
import type { CommandContext, CommandResult } from '../../command/command.js';
import { usageError } from '../../command/cli-error.js';
import { ownCodes, type OwnCode } from '../../command/own-codes.js';
import { plainText } from '../../text/plain-text.js';
import { table } from '../../text/table.js';

/** One code, or, without an argument, all of them. */
export async function explainCode({ args: [code] }: CommandContext): Promise<CommandResult> {
  if (code === undefined) return allCodes();
  const problem = findProblem(code);
  if (problem) return { value: { ...problem }, text: textOf(problem) };
  const own = ownCodes.find((each) => each.code === code);
  if (own) return { value: documentOf(own), text: ownTextOf(own) };
  throw unknownCode(code);
}

function unknownCode(code: string): Error {
  const nearest = nearestName(
    code,
    [...listProblems(), ...ownCodes].map((each) => each.code),
  );
  const hint = nearest === undefined ? '"ice explain" lists every code.' : `Did you mean: ice explain ${nearest}`;
  return usageError(`There is no code "${plainText(code)}".`, hint);
}

function allCodes(): CommandResult {
  const problems = listProblems();
  const rows = problems.map(({ code, status, title }) => [code, status === null ? '' : String(status), title]);
  const ownRows = ownCodes.map(({ code, exitCode, title }) => [code, String(exitCode), title]);
  return {
    value: [...problems.map((problem) => ({ ...problem })), ...ownCodes.map(documentOf)],
    text: [
      table(['code', { heading: 'status', side: 'right' }, 'meaning'], rows),
      '',
      'Of the command line itself:',
      table(['code', { heading: 'exit code', side: 'right' }, 'meaning'], ownRows),
    ].join('\n'),
  };
}

/** No server has a page of it, so it has no `type`. */
function documentOf({ code, exitCode, title, hint }: OwnCode): JsonObject {
  return { code, title, exit_code: exitCode, hint };
}

function ownTextOf({ code, exitCode, title, hint }: OwnCode): string {
  return [`${code}: ${title}`, `    of the command line, exit code ${exitCode}`, `    next: ${hint}`].join('\n');
}

function textOf({ code, title, status, hint, retryable }: CatalogedProblem): string {
  const where = status === null ? 'in an execution, or in an entry of errors' : `HTTP status ${status}`;
  const again = retryable ? ', may pass by itself' : '';
  return [`${code}: ${title}`, `    ${where}${again}`, `    next: ${hint}`].join('\n');
}
