/** A machine as a block: every state is a node, whoever may lead to it is its predecessor, and a token says who follows. */
import type { JsonObject } from '@ice/core';
import { firstOf, literal, some, valueOf } from './cel.js';
import { convertChoice } from './choice-state.js';
import { convertMap, convertParallel } from './container-states.js';
import type { Machine, State } from './definition.js';
import { convertFail, convertPass, convertSucceed, convertTask, convertWait } from './plain-states.js';
import type { Context } from './scope.js';
import { StateDraft, type Converted, type Document } from './state-draft.js';
import { circlesOf, targetsOf } from './state-graph.js';

/** Where a token comes from. */
interface Source {
  /** The expression of the token. */
  readonly token: string;
  /** All to whom it may lead; empty text is the end. */
  readonly targets: readonly string[];
}

/** How a token arrives: under which condition, and where it is read. */
interface Arrival {
  readonly when?: string;
  readonly token: string;
}

const mostPasses = 10_000;

const converters: Readonly<Record<string, (draft: StateDraft) => void>> = {
  Pass: convertPass,
  Task: convertTask,
  Wait: convertWait,
  Succeed: convertSucceed,
  Fail: convertFail,
  Choice: convertChoice,
  Map: convertMap,
  Parallel: convertParallel,
};

/** Converts the machine of a document, a branch or an item.
 *  @param entry the token that it begins with. */
export function convertMachine(document: Document, machine: Machine, entry: string, context: Context): Converted {
  return new MachineConversion(document, machine, context).convert(entry);
}

class MachineConversion {
  private readonly ids: ReadonlyMap<string, string>;

  constructor(
    private readonly document: Document,
    private readonly machine: Machine,
    private readonly context: Context,
  ) {
    this.ids = new Map(Object.keys(machine.States).map((name) => [name, document.idFor(name)]));
  }

  convert(entry: string): Converted {
    const circles = circlesOf(this.machine);
    const sources = circles.map((circle) => this.sourceOf(circle));
    const nodes = circles.map((circle, index) => {
      const begins = circle.includes(this.machine.StartAt);
      const arrival = arrivalAt(circle, sources.toSpliced(index, 1), begins ? entry : undefined);
      return this.isCircle(circle) ? this.circleNode(circle, arrival) : this.stateNode(circle[0] ?? '', arrival);
    });
    return { nodes, output: endOf(sources) };
  }

  private sourceOf(circle: readonly string[]): Source {
    const targets = [...new Set(circle.flatMap((name) => this.targetsOf(name)))];
    if (!this.isCircle(circle)) return { token: this.tokenOf(circle[0] ?? ''), targets };
    return {
      token: `nodes.${this.circleId(circle)}.state`,
      targets: targets.filter((target) => !circle.includes(target)),
    };
  }

  private isCircle(circle: readonly string[]): boolean {
    const [name = ''] = circle;
    return circle.length > 1 || this.targetsOf(name).includes(name);
  }

  private stateNode(name: string, { token, ...rest }: Arrival, more: JsonObject = {}): JsonObject {
    const state = this.machine.States[name] as State;
    const id = this.ids.get(name) as string;
    const draft = new StateDraft(this.document, id, name, state, token, this.context);
    (converters[state.Type] as (draft: StateDraft) => void)(draft);
    const last = String(draft.nodes.at(-1)?.['id']);
    return { id, type: 'group', ...rest, ...more, nodes: draft.nodes, output: valueOf(`nodes.${last}`) };
  }

  /** States that lead back to each other: a pass goes forward as far as it can; who is led back to begins the next one. */
  private circleNode(circle: readonly string[], { token, ...rest }: Arrival): JsonObject {
    const steps = circle.map((name, place) => {
      const isAhead = (target: string) => circle.indexOf(target) > place;
      const all = this.targetsOf(name);
      return { token: this.tokenOf(name), targets: all.filter(isAhead), leaving: all.filter((one) => !isAhead(one)) };
    });
    const nodes = circle.map((name, place) => {
      // Who begins a pass is led to by nobody in it: all before it are skipped.
      const arrival = arrivalAt([name], [{ token: 'state', targets: circle }, ...steps.slice(0, place)], undefined);
      return this.stateNode(name, arrival, { join: 'all_settled' });
    });
    const left = steps.map((step) => ({ when: leadsTo(step.token, step.leaving), value: step.token }));
    return {
      id: this.circleId(circle),
      type: 'recursive',
      ...rest,
      state: valueOf(circle.includes(this.machine.StartAt) ? this.firstToken(token) : token),
      state_schema: {},
      body: { nodes, output: valueOf(firstOf(left)) },
      until: `!(${leadsTo('state', circle)})`,
      max_iterations: mostPasses,
    };
  }

  private firstToken(token: string): string {
    return `merge(${token}, {"to": ${literal(this.machine.StartAt)}})`;
  }

  private targetsOf(name: string): readonly string[] {
    return targetsOf(this.machine.States[name] as State);
  }

  private tokenOf(name: string): string {
    return `nodes.${this.ids.get(name)}`;
  }

  private circleId(circle: readonly string[]): string {
    return `${this.ids.get(circle[0] ?? '')}_circle`;
  }
}

/** @param entry the token that the machine begins with, where it begins here. */
function arrivalAt(names: readonly string[], sources: readonly Source[], entry: string | undefined): Arrival {
  const feeding = sources.filter(({ targets }) => targets.some((target) => names.includes(target)));
  if (entry !== undefined && feeding.length === 0) return { token: entry };
  const [only, ...others] = feeding;
  if (only && others.length === 0 && only.targets.length === 1) return { token: only.token };
  const cases = feeding.map(({ token }) => ({ when: leadsTo(token, names), value: token }));
  return { when: some(cases.map(({ when }) => when)), token: firstOf(cases) };
}

function endOf(sources: readonly Source[]): string {
  const ending = sources.filter(({ targets }) => targets.includes(''));
  return firstOf(ending.map(({ token }) => ({ when: leadsTo(token, ['']), value: `default(${token}.data, null)` })));
}

function leadsTo(token: string, names: readonly string[]): string {
  return `default(${token}.to, "?") in ${literal([...names])}`;
}
