/** Loads what is loaded on first use (schema engine, tokenizer, price data) before the server listens, so that no request has to wait
 *  for it and the event loop is not held up for a third of a second while others are served. Not the pages of the documentation, which
 *  most processes never show: see `docs/setup-docs.ts`. */
import type { INestApplicationContext } from '@nestjs/common';
import { defaultTenant, type JsonValue, type ModelCatalog } from '@ice/core';
import { BlueprintCompiler } from './blueprints/compile/blueprint-compiler.js';
import { MODEL_CATALOG } from './catalog/catalog.tokens.js';

/** Uses each of them once. Nothing is stored, run or charged. */
export async function warmUp(app: INestApplicationContext): Promise<void> {
  const models = app.get<ModelCatalog>(MODEL_CATALOG);
  const [model] = models.list();
  if (model) models.countTokens(model.name, 'Good morning.');
  await app.get(BlueprintCompiler).judge(defaultTenant, sample);
}

/** Touches every part of the compiler that loads late: schemas, patterns, templates. */
const sample: JsonValue = {
  schema_version: '1.0',
  name: 'warm_up',
  inputs: { text: { type: 'string', pattern: '^[a-z]+$', format: 'email' } },
  nodes: [{ id: 'a', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ inputs.text.upper() }}' } }],
};
