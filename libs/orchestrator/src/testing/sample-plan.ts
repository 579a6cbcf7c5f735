/** Short ways to a plan, and to a node run in it, for specs. Compiled by the real compiler in an environment where every tool and every
 *  model is there. Never used outside of specs. */
import {
  compileBlueprint,
  defaultCompileLimits,
  noModelCosts,
  type CompileEnvironment,
  type JsonObject,
} from '@ice/core';
import { planBlueprint, type Plan } from '../plan/plan.js';
import { Frame } from '../schedule/frame/frame.js';
import type { NodeRun } from '../schedule/node-run.js';

/** The plan of a document with these nodes; throws what is wrong with it. */
export function samplePlan(nodes: readonly JsonObject[], more: JsonObject = {}): Plan {
  const result = compileBlueprint({ schema_version: '1.0', name: 'sample', ...more, nodes }, environment);
  if (result.ok) return planBlueprint(result.compiled);
  throw new Error(JSON.stringify(result.diagnostics, null, 2));
}

/** The run of the first of these nodes, in an open root frame that nobody drives. */
export function sampleRun(nodes: readonly JsonObject[], more: JsonObject = {}, inputs: JsonObject = {}): NodeRun {
  const origin = { owner: null, outer: null, prefix: '', key: '', variables: {} };
  const facts = {
    id: 'ex_0000000000000000000000SAMP',
    status: 'running',
    started_at: '2026-01-01T00:00:00.000Z',
    usage: {},
  };
  const frame = new Frame(samplePlan(nodes, more).root, origin, { inputs, facts: () => facts });
  return frame.runs[0] as NodeRun;
}

/** A node that calls a tool. */
export function call(id: string, rest: JsonObject = {}): JsonObject {
  return { id, type: 'tool', tool_name: 'anything', ...rest };
}

const environment: CompileEnvironment = {
  findTool: (name) => ({
    name,
    toolkit: 'sample',
    description: name,
    effect: 'pure',
    input: { type: 'object' },
    output: {},
    examples: [],
  }),
  toolNames: ['anything'],
  modelNames: [],
  cost: noModelCosts,
  decideModel: (name) => ({
    allowed: true,
    model: {
      name: `sample/${name}`,
      provider: 'sample',
      contextTokens: null,
      inputUsdPerMillion: null,
      outputUsdPerMillion: null,
    },
  }),
  findBlueprint: () => undefined,
  limits: defaultCompileLimits,
};
