/** What formulas are made from, and what is noted on the way: the models and the problems that were met. One serves one formula. */
import type { CompiledNode } from '../compile/compiled-blueprint.js';
import type { CostFacts, ModelCost } from './cost-facts.js';
import { costProblem, type CostProblem } from './cost-problem.js';
import type { InputSchemas } from './prompt-parts.js';

/** See the head of this file. */
export class FormulaSource {
  readonly models: Record<string, ModelCost> = {};
  readonly problems: CostProblem[] = [];

  constructor(readonly facts: CostFacts) {}

  /** What is known of a model, which is then part of the formula; null (and a problem) for one that may not be used any more. */
  model({ id, pointer }: CompiledNode, name: string): ModelCost | null {
    const model = this.facts.modelCost(name);
    if (model) this.models[model.name] = model;
    else this.problem({ id, pointer }, `${id}: nobody knows what the model "${name}" costs`, 'Choose another model.');
    return model;
  }

  problem({ id, pointer }: Pick<CompiledNode, 'id' | 'pointer'>, message: string, hint: string): void {
    this.problems.push(costProblem({ pointer, node_id: id }, 'model', message, hint));
  }
}

/** A source, within one blueprint. */
export interface BlueprintSource {
  readonly source: FormulaSource;
  /** The blueprint's own revision, which `self` means. */
  readonly revision: string;
  /** Of the blueprint that the nodes stand in. */
  readonly inputs: InputSchemas;
}
