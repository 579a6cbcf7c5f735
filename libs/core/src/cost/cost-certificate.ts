/** The certificate of a cost bound: what it was worked out of, so that anyone can work it out again. A JSON value, as it goes on the wire. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../blueprint/canonical-json.js';
import type { JsonValue } from '../json/json-value.js';
import type { CostBound, NodeBound } from './cost-bound.js';
import type { CostFormula } from './cost-formula.js';
import type { ModelCost } from './cost-facts.js';
import { formatUsd } from './money.js';

/** Amounts are decimal strings of USD. */
export interface CostValues {
  readonly min_usd: string;
  readonly expected_usd: string;
  readonly max_usd: string;
}

/** One node; see `NodeBound`. */
export interface CertifiedNode extends CostValues {
  readonly node_id: string;
  readonly pointer: string;
  readonly model?: string;
  readonly calls?: number;
}

/** One model. */
export interface CertifiedModel {
  readonly name: string;
  /** USD per million tokens, dearest hour, shortest inputs; null = unpriced. */
  readonly input_usd_per_million: number | null;
  readonly output_usd_per_million: number | null;
  /** Present on a model without a price: each of its calls counts `floor_usd`. */
  readonly unpriced?: true;
  readonly floor_usd?: string;
}

/** The certificate. */
export interface CostCertificate {
  readonly formula: CostFormula;
  readonly values: CostValues & { readonly calls: number; readonly nodes: readonly CertifiedNode[] };
  /** Date of the list prices, `YYYY-MM-DD`. */
  readonly price_book_date: string;
  /** `sha256:<hex>` of that date and of all prices in the formula, the operator's included: the same as long as no price that counts
   *  here has changed. */
  readonly prices_hash: string;
  /** By name. */
  readonly models: readonly CertifiedModel[];
}

/** The certificate of a bound that the formula was evaluated to. */
export function costCertificate(formula: CostFormula, bound: CostBound): CostCertificate {
  const models = Object.values(formula.models).sort((left, right) => (left.name < right.name ? -1 : 1));
  return {
    formula,
    values: { ...costValues(bound), calls: bound.calls, nodes: bound.nodes.map(certifiedNode) },
    price_book_date: formula.price_book_date,
    prices_hash: pricesHash(formula),
    models: models.map(certifiedModel),
  };
}

/** Amounts as they go on the wire. */
export function costValues({ min, expected, max }: Pick<CostBound, 'min' | 'expected' | 'max'>): CostValues {
  return { min_usd: formatUsd(min), expected_usd: formatUsd(expected), max_usd: formatUsd(max) };
}

/** A node as it goes on the wire. */
export function certifiedNode(node: NodeBound): CertifiedNode {
  const { node_id, pointer, model, calls } = node;
  return {
    node_id,
    pointer,
    ...(model !== undefined && { model }),
    ...costValues(node),
    ...(calls !== undefined && { calls }),
  };
}

function pricesHash({ price_book_date, models }: CostFormula): string {
  const prices = { price_book_date, models } as unknown as JsonValue;
  return `sha256:${createHash('sha256').update(canonicalJson(prices)).digest('hex')}`;
}

function certifiedModel({ name, prices, floor_usd }: ModelCost): CertifiedModel {
  const [tier] = prices ?? [];
  if (tier === undefined) {
    return { name, input_usd_per_million: null, output_usd_per_million: null, unpriced: true, floor_usd };
  }
  const { input_usd_per_million, output_usd_per_million } = tier;
  return { name, input_usd_per_million, output_usd_per_million };
}
