/** `Catch` as a handle block: the first catcher that takes the error hands on; without one the failure goes its way. */
import type { JsonObject } from '@ice/core';
import { literal, some, untyped, valueOf } from './cel.js';
import type { Catcher } from './definition.js';
import { codesOf, takesAll } from './error-names.js';
import { fillTemplate } from './payload-template.js';
import { placeResult } from './result-path.js';
import { tokenOf, type StateDraft } from './state-draft.js';

/** The `on_error` of the work of a state; its output is `{caught: token}`. */
export function handlerOf(draft: StateDraft): JsonObject {
  const catchers = draft.state.Catch ?? [];
  if (catchers.length === 0) return {};
  const error = draft.idOf('error');
  const route = draft.idOf('catch');
  const cases = catchers.map((catcher, index) => ({
    when: takes(catcher),
    block: { nodes: [untyped(draft.idOf(`catch${index}`), valueOf(tokenFor(draft, catcher, `nodes.${error}`)))] },
  }));
  const nodes = [
    tool(error, 'asl_error', { code: '{{ failure.code }}', message: '{{ failure.message }}' }),
    { id: route, type: 'condition', cases, else: { nodes: [passOn(draft)] } },
  ];
  return { on_error: { handle: { nodes, output: { caught: valueOf(`nodes.${route}.output`) } } } };
}

/** Fails again with what has failed: the code of a `fail` node cannot be computed. */
function passOn(draft: StateDraft): JsonObject {
  const args = { code: '{{ failure.code }}', message: '{{ failure.message }}' };
  return { ...tool(draft.idOf('uncaught'), 'asl_raise', args), retry: { max_attempts: 1 } };
}

function takes({ ErrorEquals: names }: Catcher): string {
  const among = (codes: readonly string[]) => `failure.code in ${literal([...codes])}`;
  const runtime = codesOf('States.Runtime');
  if (takesAll(names)) return `!(${among(runtime)})`;
  const named = among(names.flatMap(codesOf));
  if (!names.includes('States.TaskFailed')) return named;
  return some([named, `!(${among([...runtime, ...codesOf('States.Timeout')])})`]);
}

function tokenFor(draft: StateDraft, catcher: Catcher, error: string): string {
  const { data, vars } = draft.raw;
  const { cel } = placeResult(catcher.ResultPath, data, error);
  const assigned = catcher.Assign ? fillTemplate(catcher.Assign, { ...draft.raw, data: error }).cel : '{}';
  return tokenOf(catcher.Next, cel, `merge(${vars}, ${assigned})`);
}

function tool(id: string, name: string, tool_args: JsonObject): JsonObject {
  return { id, type: 'tool', tool_name: name, tool_args };
}
