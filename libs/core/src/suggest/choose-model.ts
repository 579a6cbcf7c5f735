/** Chooses the model that a suggested call asks: the one the author uses already, else the cheapest that is allowed. */
import type { CompileEnvironment } from '../compile/compile-environment.js';
import { fieldOf, type DocumentDraft } from '../compile/read/draft.js';

/** A name that the environment allows, or null. */
export function chooseModel(draft: DocumentDraft, environment: CompileEnvironment): string | null {
  const used = draft.nodes.map(({ kind, object }) => {
    return kind === 'llm' || kind === 'agent' ? fieldOf(object, 'model')?.value : undefined;
  });
  const known = used.find((name) => typeof name === 'string' && environment.decideModel(name).allowed);
  if (typeof known === 'string') return known;
  const priced = environment.modelNames.flatMap((name) => {
    const decision = environment.decideModel(name);
    return decision.allowed ? [{ name, price: decision.model.outputUsdPerMillion ?? Infinity }] : [];
  });
  priced.sort((left, right) => comparePrices(left.price, right.price) || (left.name < right.name ? -1 : 1));
  return priced[0]?.name ?? null;
}

/** A difference of infinities is no number. */
function comparePrices(left: number, right: number): number {
  return left === right ? 0 : left - right;
}
