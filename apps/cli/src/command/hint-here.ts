/** Where the API names a request or a field of one as the next step, the command or the option that does the same. Pure. */
import type { IceProblem } from '@ice/client';
import type { JsonObject, JsonValue } from '@ice/core';

/** What comes next; a second sentence that the server has for this problem alone stands beside it. */
export interface HintHere {
  readonly hint: string;
  readonly lines: readonly string[];
  /** The same for programs: which budget is short and by how much, and the cheaper model. */
  readonly facts: JsonObject;
}

/** See the head of this file. The server's own hint where it fits the command line as it stands. */
export function hintHere(problem: IceProblem): HintHere {
  const hint = hints[problem.code]?.(problem) ?? problem.hint;
  if (problem.code !== 'budget-exceeded') return { hint, lines: [], facts: {} };
  const budget = factOf(problem, 'budget');
  const suggestion = factOf(problem, 'suggestion');
  return {
    hint,
    lines: cheaperLines(suggestion),
    facts: { ...(budget && { budget }), ...(suggestion && { suggestion }) },
  };
}

/** By the code; null where the problem at hand is of another kind than the hint. */
const hints: Readonly<Record<string, (problem: IceProblem) => string | null>> = {
  unauthenticated: () => 'Set ICE_API_KEY to a key of this server; `ice key create` makes one.',
  'not-found': () => '`ice exec list` and `ice blueprint list` show what is there.',
  'budget-exceeded': (problem) => raiseHints.get(levelOf(problem)) ?? null,
  'unknown-node': (problem) => `\`ice exec get ${executionOf(problem)}\` lists its node runs.`,
  'signal-closed': (problem) => `\`ice exec answer ${executionOf(problem)}\` lists what it waits for.`,
  'inputs-invalid': ({ errors }) =>
    errors.some(({ code }) => code === 'missing-input') ? 'Give them: --input name=value.' : null,
};

const raiseHints: ReadonlyMap<JsonValue | undefined, string> = new Map([
  ['organisation', '`ice budget set <usd>` raises it.'],
  ['key', 'Use a key with more: `ice key create --budget-usd <usd>` makes one.'],
  ['execution', 'Give more: --budget <usd>, or budget_usd in the blueprint.'],
]);

function levelOf(problem: IceProblem): JsonValue | undefined {
  return factOf(problem, 'budget')?.['level'];
}

function cheaperLines(suggestion: JsonObject | null): readonly string[] {
  if (!suggestion) return [];
  const { model, instead_of, expected_usd } = suggestion;
  return [
    `With ${String(model)} in place of ${String(instead_of)} it is expected to cost ${String(expected_usd)} USD.`,
  ];
}

/** A member that problems of this code have beside those that all have. */
function factOf({ problem }: IceProblem, name: string): JsonObject | null {
  const fact = (problem as Readonly<Record<string, unknown>>)[name];
  return typeof fact === 'object' && fact !== null ? (fact as JsonObject) : null;
}

function executionOf({ problem: { instance } }: IceProblem): string {
  return /\bex_[0-9A-Z]{26}\b/.exec(instance)?.[0] ?? '<id>';
}
