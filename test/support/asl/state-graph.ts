/** Who may follow whom, and which states lead back to each other. */
import type { Machine, State } from './definition.js';

/** All who may follow a state; empty text is the end. */
export function targetsOf(state: State): readonly string[] {
  const caught = (state.Catch ?? []).map(({ Next }) => Next);
  if (state.Type === 'Fail') return [];
  if (state.Type !== 'Choice') return [...new Set([state.Next ?? '', ...caught])];
  const chosen = (state.Choices ?? []).map(({ Next }) => Next ?? '');
  return [...new Set([...chosen, ...(state.Default === undefined ? [] : [state.Default])])];
}

/** The states that can be reached, those that lead back to each other together, each list in the order of the way forward. */
export function circlesOf(machine: Machine): readonly (readonly string[])[] {
  const order = forward(machine);
  const reach = new Map(order.map((name) => [name, reachedFrom(machine, name)]));
  const isTogether = (one: string, other: string) =>
    one === other || (leads(reach, one, other) && leads(reach, other, one));
  return order
    .filter((name, index) => !order.slice(0, index).some((earlier) => isTogether(earlier, name)))
    .map((name) => order.filter((other) => isTogether(name, other)));
}

function leads(reach: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  return reach.get(from)?.has(to) === true;
}

function reachedFrom(machine: Machine, name: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const found = followers(machine, next).filter((target) => !reached.has(target));
    found.forEach((target) => reached.add(target));
    open.push(...found);
  }
  return reached;
}

/** A way on which every step that is no way back goes forward. */
function forward(machine: Machine): readonly string[] {
  const seen = new Set<string>();
  const finished: string[] = [];
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    followers(machine, name).toReversed().forEach(visit);
    finished.unshift(name);
  };
  visit(machine.StartAt);
  return finished;
}

function followers(machine: Machine, name: string): readonly string[] {
  return targetsOf(machine.States[name] as State).filter((target) => target !== '');
}
