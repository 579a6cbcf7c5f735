/** What must hold of every cost bound: it is in order, and whoever asks for more never has a lower one. `ICE_LONG=1` tries many more. */
import { describe, expect, it } from '@jest/globals';
import {
  costFormulaOf,
  evaluateCost,
  isJsonObject,
  resolveInputs,
  type CostBound,
  type CostFormula,
  type JsonObject,
  type JsonValue,
} from '@ice/core';
import fc from 'fast-check';
import { Engine } from '../support/start-engine.js';
import { costlyDocument, type CostlyDocument } from './costly-document.js';

const numRuns = process.env['ICE_LONG'] === '1' ? 300 : 60;
const engine = new Engine();

function formulaOf({ document, others }: CostlyDocument): CostFormula {
  for (const other of others) engine.compile(other);
  const result = costFormulaOf(engine.compile(document), engine.environment.cost);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.formula;
}

/** One more of something, at the first place from the given one on that has it. Null: there is none. */
type More = (node: JsonObject) => JsonObject | null;

const raised =
  (field: string, by: number): More =>
  (node) => {
    const value = node[field];
    return typeof value === 'number' ? { ...node, [field]: value + by } : null;
  };

const mores: Readonly<Record<string, More>> = {
  'a retry': (node) => {
    const retry = node['retry'];
    if (!isJsonObject(retry)) return null;
    return { ...node, retry: { ...retry, max_attempts: (retry['max_attempts'] as number) + 1 } };
  },
  'an item': (node) => {
    const { items } = node;
    return Array.isArray(items) ? { ...node, items: [...(items as readonly JsonValue[]), 4] } : null;
  },
  'a larger max_items': raised('max_items', 3),
  'a larger max_output_tokens': (node) => (node['type'] === 'swarm' ? null : raised('max_output_tokens', 7)(node)),
  'a larger max_input_tokens': raised('max_input_tokens', 500),
  'a larger max_iterations': raised('max_iterations', 1),
  'a larger max_rounds': raised('max_rounds', 1),
  'a repair': (node) => (Number(node['repair_attempts']) < 5 ? raised('repair_attempts', 1)(node) : null),
  'a fallback': (node) => {
    const others = node['fallback_models'];
    if (!Array.isArray(others)) return null;
    return { ...node, fallback_models: [...(others as readonly JsonValue[]), 'openai/gpt-4.1'] };
  },
  'a node': (node) => {
    const { nodes } = node;
    if (!Array.isArray(nodes)) return null;
    const another = { id: 'another', type: 'llm', model: 'gpt-4o', prompt: 'More!', max_output_tokens: 9 };
    const output = node['output'] ?? "{{ {'n': 1} }}";
    return { ...node, nodes: [another, ...(nodes as readonly JsonValue[])], output };
  },
};

/** The document with one more of something in it; itself where there is no such thing. */
function withMore(value: JsonValue, more: More): JsonValue {
  let isDone = false;
  const walk = (inner: JsonValue): JsonValue => {
    if (isDone) return inner;
    if (Array.isArray(inner)) return (inner as readonly JsonValue[]).map(walk);
    if (!isJsonObject(inner)) return inner;
    const changed = more(inner);
    if (changed !== null && inner['schema_version'] === undefined) {
      isDone = true;
      return changed;
    }
    return Object.fromEntries(Object.entries(inner).map(([key, each]) => [key, key === 'inputs' ? each : walk(each)]));
  };
  return walk(value);
}

function wrongIn({ min, expected, max, nodes }: CostBound): readonly string[] {
  return [{ node_id: 'all', min, expected, max }, ...nodes].flatMap((each) => {
    const amounts = [each.min, each.expected, each.max];
    const isOrdered = each.min <= each.expected && each.expected <= each.max;
    return isOrdered && amounts.every((amount) => Number.isSafeInteger(amount) && amount >= 0) ? [] : [each.node_id];
  });
}

describe('a cost bound', () => {
  it('has its least below what is likely, and that below the most, for every node, in whole nano-USD', () => {
    fc.assert(
      fc.property(costlyDocument(3), (costly) => {
        const formula = formulaOf(costly);
        const resolved = resolveInputs(engine.compile(costly.document), costly.inputs);
        if (!resolved.ok) throw new Error(JSON.stringify(resolved.problems));
        const declared = evaluateCost(formula, null);
        const known = evaluateCost(formula, resolved.inputs);
        expect([...wrongIn(declared), ...wrongIn(known)]).toEqual([]);
        expect(known.max).toBeLessThanOrEqual(declared.max);
        expect(known.calls).toBeLessThanOrEqual(declared.calls);
      }),
      { numRuns },
    );
  });

  it('is the same whenever it is worked out, and after its formula was stored', () => {
    fc.assert(
      fc.property(costlyDocument(2), (costly) => {
        const formula = formulaOf(costly);
        expect(JSON.stringify(formulaOf(costly))).toBe(JSON.stringify(formula));
        expect(evaluateCost(JSON.parse(JSON.stringify(formula)) as CostFormula, null)).toEqual(
          evaluateCost(formula, null),
        );
      }),
      { numRuns: numRuns / 3 },
    );
  });

  it.each(Object.entries(mores))('is not lowered by %s', (_name, more) => {
    fc.assert(
      fc.property(costlyDocument(2), (costly) => {
        const before = evaluateCost(formulaOf(costly), null);
        const document = withMore(costly.document, more) as JsonObject;
        const after = evaluateCost(formulaOf({ ...costly, document }), null);
        expect(after.max).toBeGreaterThanOrEqual(before.max);
        expect(after.calls).toBeGreaterThanOrEqual(before.calls);
      }),
      { numRuns: numRuns / 3 },
    );
  });
});
