import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyPatch, suggestEdits, type CompileEnvironment, type JsonObject, type SuggestionType } from '@ice/core';
import { startMockBin, type MockBin } from '@ice/tools';
import { Engine } from '../support/start-engine.js';

/** One step of an author who writes nothing: the kind of suggestion, and the tool in it. */
type Choice = readonly [type: SuggestionType, tool?: string];

const choices: readonly Choice[] = [
  ['tool', 'csv_loader'],
  ['loop', 'pricing_strategy'],
  ['llm'],
  ['tool', 'marketplace_client'],
  ['tool', 'aggregator'],
  ['output'],
];

/** Takes the best suggestion of the kind that names the tool. */
function take(document: JsonObject, [type, tool = '']: Choice, environment: CompileEnvironment): JsonObject {
  const named = `"tool_name":${JSON.stringify(tool)}`;
  const chosen = suggestEdits(document, environment).find((suggestion) => {
    return suggestion.type === type && (tool === '' || JSON.stringify(suggestion.patch).includes(named));
  });
  if (chosen === undefined) throw new Error(`Nobody suggests ${type} ${tool}.`);
  const patched = applyPatch(document, chosen.patch);
  if (!patched.ok) throw new Error(patched.problem.message);
  return patched.document as JsonObject;
}

describe('an author who only takes suggestions', () => {
  let bin: MockBin;
  beforeAll(async () => {
    bin = await startMockBin();
  });
  afterAll(() => bin.close());

  it('reaches a seller assistant that lists all nine rows', async () => {
    const engine = new Engine({ mockBinUrl: bin.url });
    const empty: JsonObject = { schema_version: '1.0', name: 'suggested', nodes: [] };
    const document = choices.reduce((draft, choice) => take(draft, choice, engine.environment), empty);
    const inputs = { csv_path: 'examples/seller-assistant/items.csv', endpoint_url: 'mock://bin/items' };
    const { head, snapshot } = await engine.play(document, inputs);
    expect([head.status, Object.keys(document['inputs'] as JsonObject)]).toEqual(['completed', Object.keys(inputs)]);
    expect(snapshot.outputs).toMatchObject({ aggregator: { total: 9, success: 9, failures: 0 } });
    const posted = bin.entries().map(({ payload }) => Object.keys(payload as JsonObject).sort());
    expect(posted).toEqual(Array.from({ length: 9 }, () => ['description', 'price', 'sku', 'title']));
  });
});
