import { describe, expect, it } from '@jest/globals';
import {
  BlueprintSchema,
  compileBlueprint,
  defaultCompileLimits,
  noModelCosts,
  type CompileEnvironment,
  type JsonValue,
} from '@ice/core';
import { createCommonToolkit } from '../common-toolkit/create-common-toolkit.js';
import { ToolRegistry } from '../tool-registry.js';
import { listingAgent } from './blueprints/listing-agent.js';
import { titleDescriptionGenerator } from './blueprints/title-description-generator.js';
import { createEcommerceToolkit } from './create-ecommerce-toolkit.js';

const tools = new ToolRegistry([
  createCommonToolkit({ filesDirectories: [], http: {} }),
  createEcommerceToolkit({ http: {} }),
]);

const environment: CompileEnvironment = {
  findTool: (name) => tools.find(name),
  toolNames: tools.list().map(({ name }) => name),
  decideModel: (name) => ({
    allowed: true,
    model: { name, provider: 'test', contextTokens: null, inputUsdPerMillion: null, outputUsdPerMillion: null },
  }),
  modelNames: [],
  cost: noModelCosts,
  findBlueprint: () => undefined,
  limits: defaultCompileLimits,
};

describe.each([
  ['title_description_generator', titleDescriptionGenerator],
  ['listing_agent', listingAgent],
])('the blueprint %s', (name, blueprint) => {
  it('fits the schema of blueprints and is called like that', () => {
    expect(BlueprintSchema.parse(blueprint)).toEqual(blueprint);
    expect(blueprint.name).toBe(name);
  });

  it('compiles against the built-in tools without a single finding', () => {
    const result = compileBlueprint(blueprint as unknown as JsonValue, environment);
    expect({ ok: result.ok, diagnostics: result.diagnostics }).toEqual({ ok: true, diagnostics: [] });
  });

  it('is frozen, because every execution shares it', () => {
    expect([blueprint, blueprint.nodes, blueprint.nodes[0], blueprint.inputs].every(Object.isFrozen)).toBe(true);
  });
});
