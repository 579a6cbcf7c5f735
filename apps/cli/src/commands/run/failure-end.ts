/** The end of an execution that failed: the cause, its place in the execution and in the file, what it worked on, and what comes next. */
import { IceProblem } from '@ice/client';
import { graphOf, type ExecutionSnapshot, type Failure, type JsonObject, type JsonValue } from '@ice/core';
import { CliError } from '../../command/cli-error.js';
import { plainText } from '../../text/plain-text.js';
import type { WrittenDocument } from '../blueprint/read-document.js';
import type { EndedExecution } from './end-of.js';

/** Where a failure began. */
interface FailurePlace {
  /** Of the node run; null where it is the execution as a whole. */
  readonly path: string | null;
  readonly failure: Failure;
  readonly attempts: number;
}

/** Where a node stands in the text that the blueprint was read from. */
interface WrittenPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

interface FailureFacts extends FailurePlace {
  readonly id: string;
  /** What a command needs to reach the same API. */
  readonly flags: string;
  readonly written: WrittenPlace | null;
  /** Absent where none was recorded. */
  readonly input: JsonValue | undefined;
}

const shownInput = 300;

/** See the head of this file. */
export async function failureEnd(
  ended: EndedExecution,
  snapshot: ExecutionSnapshot,
  whole: Failure,
): Promise<CliError> {
  const { execution, connection, written, afterwards } = ended;
  const place = placeOf(snapshot, whole);
  const facts: FailureFacts = {
    ...place,
    id: execution.id,
    flags: connection.flags,
    written: place.path === null ? null : writtenPlace(place.path, written),
    input: place.path === null ? undefined : await inputOf(execution, place.path),
  };
  return new CliError(sentenceOf(facts), {
    exitCode: place.failure.code === 'budget-exceeded' ? 6 : 5,
    code: place.failure.code,
    hint: `ice exec rerun ${facts.id}${place.path === null ? '' : ` --from '${place.path}'`}${facts.flags}`,
    lines: linesOf(facts),
    details: { ...detailsOf(facts), cost_usd: snapshot.cost_usd, failure: whole as unknown as JsonValue },
    ...(afterwards && { afterwards }),
  });
}

function sentenceOf({ id, path, attempts, failure }: FailureFacts): string {
  const tried = attempts > 1 ? ` after ${attempts} attempts` : '';
  return `${id} failed${path === null ? '' : ` at ${path}`}${tried}: ${failure.code}: ${plainText(failure.message)}`;
}

function linesOf({ id, path, flags, written, input, failure }: FailureFacts): readonly string[] {
  const place = written === null ? '' : `   ${written.file}:${written.line}:${written.column}`;
  const more = `ice exec get ${id}${path === null ? '' : ` --node '${path}'`}${flags}`;
  return [
    ...(path === null ? [] : [`node   ${path}${place}`]),
    ...(input === undefined ? [] : [`input  ${shortened(input)}`]),
    `more   ${more}   ·   ice explain ${failure.code}`,
  ];
}

function detailsOf({ id, path, written, input }: FailureFacts): JsonObject {
  return {
    execution_id: id,
    status: 'failed',
    ...(path !== null && { path }),
    ...(written !== null && { ...written }),
    ...(input !== undefined && { input }),
  };
}

/** Down the causes to the node run in which it began; where no failure names one, the failed node run that is deepest inside. */
function placeOf({ nodes }: ExecutionSnapshot, whole: Failure): FailurePlace {
  let failure = whole;
  while (failure.cause?.path !== undefined) failure = failure.cause;
  const failed = nodes.filter(({ status, failure: own }) => status === 'failed' && own !== undefined);
  const deepest = failed.reduce<(typeof failed)[number] | null>((left, right) => {
    return left === null || right.path.length > left.path.length ? right : left;
  }, null);
  const run = nodes.find(({ path }) => path === failure.path) ?? (failure.path === undefined ? deepest : null);
  const path = failure.path ?? run?.path ?? null;
  return { path, failure: run?.failure ?? failure, attempts: run?.attempts ?? 0 };
}

function writtenPlace(runPath: string, written: WrittenDocument | null): WrittenPlace | null {
  const id = runPath.slice(runPath.lastIndexOf('.') + 1).replace(/\[\d+\]$/, '');
  const document = written?.document;
  const isDocument = typeof document === 'object' && document !== null && !Array.isArray(document);
  const node = isDocument ? graphOf(document)?.nodes.find((each) => each.id === id) : undefined;
  if (!node || !written) return null;
  const { line, column } = written.locate({ pointer: node.key });
  return { file: written.file, line, column };
}

/** A large input is not recorded, and then there is none to show. */
async function inputOf(execution: EndedExecution['execution'], path: string): Promise<JsonValue | undefined> {
  try {
    return await execution.io(path, 'input');
  } catch (thrown) {
    if (thrown instanceof IceProblem) return undefined;
    throw thrown;
  }
}

function shortened(value: JsonValue): string {
  const text = plainText(JSON.stringify(value));
  return text.length > shownInput ? `${text.slice(0, shownInput)}…` : text;
}
