/** Parallel and Map: machines inside a machine. What they assign stays inside. */
import type { JsonObject } from '@ice/core';
import { untyped, valueOf } from './cel.js';
import { handlerOf } from './catch.js';
import { isDistributed, itemMachine } from './definition.js';
import { handOn } from './output.js';
import { fieldPath, fillTemplate } from './payload-template.js';
import { retryOf } from './retry.js';
import type { Scope } from './scope.js';
import type { StateDraft } from './state-draft.js';

const mostItems = 10_000;
const widest = 1_000;
const overThreshold = 'The specified tolerated failure threshold was exceeded';

/** All branches at once; the result has theirs in their order. */
export function convertParallel(draft: StateDraft): void {
  const { state, raw, document } = draft;
  const input = { ...raw, data: draft.ensure(fieldPath(state.InputPath, raw)) };
  const given = draft.keep('given', valueOf(parametersOf(draft, input)));
  const branches = (state.Branches ?? []).map((branch, index) => {
    const { nodes, output } = document.convert(branch, `{"data": ${given}, "vars": ${raw.vars}}`, raw.context);
    return [`b${index}`, { nodes, output: valueOf(output) }] as const;
  });
  const container = { type: 'parallel', branches: Object.fromEntries(branches) };
  const work = contain(draft, container);
  const results = branches.map(([name]) => `${work}.branches.${name}`);
  handOn(draft, `[${results.join(', ')}]`, state.Catch ? `${work}.caught` : undefined);
}

/** One machine for each item; the result has theirs in the order of the items. */
export function convertMap(draft: StateDraft): void {
  const { state, raw } = draft;
  const input = { ...raw, data: draft.ensure(fieldPath(state.InputPath, raw)) };
  const items = draft.ensure(fieldPath(state.ItemsPath, input));
  const loop = {
    type: 'loop',
    items: valueOf(items),
    item_var: draft.idOf('item'),
    max_items: mostItems,
    concurrency: widthOf(draft, input),
    body: bodyOf(draft, input),
    ...(isDistributed(state) && { tolerate_failures: '100%' }),
  };
  const work = contain(draft, isDistributed(state) ? tolerant(draft, loop, input) : loop);
  handOn(draft, `${work}.items`, state.Catch ? `${work}.caught` : undefined);
}

/** The container with the retries and the handler of its state; gives where its output is read, of which nothing is known. */
function contain(draft: StateDraft, container: JsonObject): string {
  const { Retry } = draft.state;
  draft.add({ id: draft.idOf('work'), ...container, ...(Retry && { retry: retryOf(Retry) }), ...handlerOf(draft) });
  return draft.keep('result', valueOf(`nodes.${draft.idOf('work')}`));
}

/** Items that are executions of their own: how many may fail is read when they are known, and too many have a name of their own. */
function tolerant(draft: StateDraft, loop: JsonObject, input: Scope): JsonObject {
  const id = draft.idOf('items');
  const result = `nodes.${draft.idOf('settled')}`;
  const when = excessOf(draft, input, `size(${result}.failures)`, `size(${result}.items)`);
  const nodes = [
    { id, ...loop },
    untyped(draft.idOf('settled'), valueOf(`nodes.${id}`)),
    { ...draft.raise('over', 'States.ExceedToleratedFailureThreshold', overThreshold), when },
  ];
  return { type: 'group', nodes, output: valueOf(result) };
}

function excessOf(draft: StateDraft, input: Scope, failures: string, items: string): string {
  const { ToleratedFailureCount, ToleratedFailureCountPath } = draft.state;
  const { ToleratedFailurePercentage, ToleratedFailurePercentagePath } = draft.state;
  const count = bound(draft, input, ToleratedFailureCount, ToleratedFailureCountPath);
  const share = bound(draft, input, ToleratedFailurePercentage, ToleratedFailurePercentagePath);
  const overCount = count === undefined ? [] : [`${failures} > ${count}`];
  const overShare = share === undefined ? [] : [`${failures} * 100 > ${share} * ${items}`];
  return [...overCount, ...overShare].join(' || ') || `${failures} > 0`;
}

function bound(draft: StateDraft, input: Scope, value?: number, path?: string): string | undefined {
  if (path !== undefined) return draft.ensure(fieldPath(path, input));
  return value === undefined ? undefined : String(value);
}

function bodyOf(draft: StateDraft, input: Scope): JsonObject {
  const { state, document, raw } = draft;
  const item = draft.idOf('item');
  const context = { ...raw.context, Map: { Item: { Index: 'index', Value: item } } };
  const selector = state.ItemSelector ?? state.Parameters;
  if (selector === undefined) return inside(document.convert(itemMachine(state), entry(item, raw), context));
  const { cel, broken } = fillTemplate(selector, { ...input, context });
  const checks = broken.map((one, index) => draft.failNode(`unselected${index}`, one));
  // Checks that find nothing are skipped, and who waits for nobody else would be skipped with them.
  const begun = untyped(draft.idOf('begun'), valueOf(item));
  const dependencies = [begun, ...checks].map((node) => String(node['id']));
  const selected = untyped(draft.idOf('selected_item'), valueOf(cel), { dependencies });
  const rest = document.convert(itemMachine(state), entry(`nodes.${draft.idOf('selected_item')}`, raw), context);
  return inside({ nodes: [begun, ...checks, selected, ...rest.nodes], output: rest.output });
}

function entry(data: string, raw: Scope): string {
  return `{"data": ${data}, "vars": ${raw.vars}}`;
}

function inside({ nodes, output }: { readonly nodes: readonly JsonObject[]; readonly output: string }): JsonObject {
  return { nodes, output: valueOf(output) };
}

function parametersOf(draft: StateDraft, input: Scope): string {
  const { Parameters } = draft.state;
  return Parameters === undefined ? input.data : draft.ensure(fillTemplate(Parameters, input));
}

/** No cap is as wide as a loop gets. */
function widthOf(draft: StateDraft, input: Scope): string | number {
  const { MaxConcurrency = 0, MaxConcurrencyPath: path } = draft.state;
  if (path === undefined) return MaxConcurrency === 0 ? widest : Math.min(MaxConcurrency, widest);
  const found = fieldPath(path, input);
  const whole = `type(${found.cel}) == "number" && floor(${found.cel}) == ${found.cel}`;
  const said = `The MaxConcurrencyPath field refers to value "${valueOf(`string(${found.cel})`)}" which is not a valid integer: ${path}`;
  const width = draft.ensure({ ...found, broken: [...found.broken, { when: `!(${whole})`, message: said }] });
  return valueOf(`${width} == 0 ? ${widest} : min([${width}, ${widest}])`);
}
