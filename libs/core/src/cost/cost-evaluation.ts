/** One evaluation of a formula. Blueprints that are run by others are evaluated once for each depth that they can be run at, so that
 *  those that run themselves end there. */
import { defaultMaxDepth } from '../blueprint/node-defaults.js';
import type { JsonObject } from '../json/json-value.js';
import { agentAmount } from './agent-amount.js';
import { callsAmount } from './calls-amount.js';
import type { NodeBound } from './cost-bound.js';
import type { CostFormula, CostShape, NodeCost, RepeatedBlock } from './cost-formula.js';
import {
  always,
  atWorst,
  free,
  oneOf,
  perhaps,
  sumOf,
  timesOf,
  type CostAmount,
  type CostRange,
} from './cost-range.js';
import { knownTimes } from './known-inputs.js';
import { nodeBound } from './node-bound.js';
import { raceAmount } from './race-amount.js';

/** Where a block stands. */
interface Place {
  /** Depth of the execution: 0 has no parent. */
  readonly depth: number;
  readonly inputs: JsonObject | null;
  /** How often the block runs in the whole execution; null: nobody asks. */
  readonly runs: CostRange | null;
}

/** See the head of this file. */
export class CostEvaluation {
  /** Filled by `root`. */
  readonly nodes: NodeBound[] = [];
  readonly #children = new Map<string, CostAmount>();

  constructor(private readonly formula: CostFormula) {}

  /** What the blueprint comes to. */
  root(inputs: JsonObject | null): CostAmount {
    return this.#blueprint(this.formula.revision, { depth: 0, inputs, runs: always(1) });
  }

  #blueprint(revision: string, place: Place): CostAmount {
    const { nodes = [], finally: last = [] } = this.formula.blueprints[revision] ?? {};
    return sumOf([this.#block(nodes, place), this.#block(last, place)]);
  }

  #block(nodes: readonly NodeCost[], place: Place): CostAmount {
    return sumOf(nodes.map((node) => this.#node(node, place)));
  }

  #node(node: NodeCost, place: Place): CostAmount {
    const position = this.nodes.length;
    // Before those that are nested in it.
    if (place.runs) this.nodes.push(nodeBound(node, free));
    const own = node.may_be_skipped ? { ...always(1), min: 0 } : always(1);
    const runs = { ...own, max: node.attempts };
    const shape = timesOf(this.#shape(node.cost, within(place, runs)), runs);
    const handle = atWorst(this.#block(node.handle, within(place, { min: 0, expected: 0, max: 1 })));
    const amount = node.may_be_skipped ? perhaps(sumOf([shape, handle])) : sumOf([shape, handle]);
    if (place.runs) this.nodes[position] = nodeBound(node, timesOf(amount, place.runs));
    return amount;
  }

  #shape(cost: CostShape, place: Place): CostAmount {
    switch (cost.shape) {
      case 'free':
        return free;
      case 'calls':
        return callsAmount(cost.ladder, this.formula.models, place.inputs);
      case 'agent':
        return agentAmount(cost, this.formula.models, {
          inputs: place.inputs,
          child: this.#dearest(cost.children, place),
        });
      case 'blocks':
        return sumOf(cost.blocks.map((block) => this.#repeated(block, place)));
      case 'choice':
        return oneOf(cost.cases.map((block) => this.#block(block, within(place, chance(cost.cases.length)))));
      case 'race':
        return raceAmount(
          cost.branches.map((block) => this.#block(block, place)),
          cost.at_least,
        );
      case 'child':
        return this.#child(cost.revision, cost.max_depth, place);
    }
  }

  #repeated(block: RepeatedBlock, place: Place): CostAmount {
    const times = knownTimes(block, place.inputs);
    return timesOf(this.#block(block.nodes, within(place, times)), times);
  }

  /** Deeper ones fail before they begin. */
  #child(revision: string, maxDepth: number, { depth }: Place): CostAmount {
    if (depth >= maxDepth) return free;
    const key = `${revision} ${depth + 1}`;
    const known = this.#children.get(key);
    const amount = known ?? this.#blueprint(revision, { depth: depth + 1, inputs: null, runs: null });
    this.#children.set(key, amount);
    return amount;
  }

  /** Of the blueprints that an agent may call. */
  #dearest(revisions: readonly string[], place: Place): CostAmount {
    const amounts = revisions.map((revision) => this.#child(revision, defaultMaxDepth, place));
    return {
      min: 0,
      expected: Math.max(0, ...amounts.map(({ expected }) => expected)),
      max: Math.max(0, ...amounts.map(({ max }) => max)),
      calls: Math.max(0, ...amounts.map(({ calls }) => calls)),
    };
  }
}

/** A block that runs so often each time. */
function within(place: Place, { min, expected, max }: CostRange): Place {
  const { runs } = place;
  if (runs === null) return place;
  return { ...place, runs: { min: runs.min * min, expected: runs.expected * expected, max: runs.max * max } };
}

/** Any of them may be the one that runs. */
function chance(cases: number): CostRange {
  return { min: cases > 1 ? 0 : 1, expected: 1 / cases, max: 1 };
}
