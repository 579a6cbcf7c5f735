import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fromYaml } from '@ice/builder';
import type { JsonObject, JsonValue } from '@ice/core';
import { startMockBin, type MockBin } from '@ice/tools';
import { sellerAssistant as direct } from '../../examples/seller-assistant/direct.js';
import { sellerAssistant as fluent } from '../../examples/seller-assistant/fluent.js';
import { Engine } from '../support/start-engine.js';

const prices = [750, 125, 250, 375, 62.5, 25, 187.5, 375, 562.5];

async function yaml(): Promise<JsonValue> {
  const read = fromYaml(await readFile('examples/seller-assistant/seller-assistant.yaml', 'utf8'));
  if (!read.ok) throw new Error(read.message);
  return read.document;
}

describe('the seller assistant', () => {
  let bin: MockBin;
  beforeAll(async () => {
    bin = await startMockBin();
  });
  afterAll(() => bin.close());

  it('is the same document in YAML, fluent and direct form', async () => {
    expect(fluent).toEqual(direct);
    expect(await yaml()).toEqual(direct);
  });

  it('prices, describes, posts and counts all nine rows', async () => {
    const engine = new Engine({ mockBinUrl: bin.url });
    const { snapshot } = await engine.play(direct as unknown as JsonValue);
    const summary = snapshot.outputs?.['summary'] as JsonObject;
    const items = summary['items'] as readonly JsonObject[];
    expect({ ...summary, items: items.map((item) => item['price']) }).toEqual({
      total: 9,
      success: 9,
      failures: 0,
      items: prices,
    });
    expect(items.map((item) => item['listing_id'])).toEqual(
      bin.entries().map(() => expect.stringMatching(/^LOC-[a-z0-9-]+-[0-9a-f]{6}$/)),
    );
    expect(bin.entries()).toHaveLength(9);
  });

  it('gives the same listings every time', async () => {
    const outputs = [];
    for (let time = 0; time < 2; time += 1) {
      const engine = new Engine({ mockBinUrl: bin.url });
      outputs.push((await engine.play(direct as unknown as JsonValue)).snapshot.outputs);
    }
    expect(outputs[0]).toEqual(outputs[1]);
  });

  it('costs what its model calls cost, and stays within its budget', async () => {
    const { snapshot } = await new Engine({ mockBinUrl: bin.url }).play(direct as unknown as JsonValue);
    const copies = snapshot.nodes.filter((node) => node.node_id === 'copy');
    const total = copies.reduce((sum, node) => sum + Number(node.usage?.cost_usd), 0);
    expect(copies).toHaveLength(9);
    expect(Number(snapshot.cost_usd)).toBeCloseTo(total, 12);
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThan(0.5);
  });
});
