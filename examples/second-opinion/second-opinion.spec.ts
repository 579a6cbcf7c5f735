/** The example of swarms does what its page says: with synthetic models, and with models that come to know better. */
import { describe, expect, it } from '@jest/globals';
import { fromYaml } from '@ice/builder';
import type { JsonObject, JsonValue, ModelRequest } from '@ice/core';
import { ScriptedModel } from '@ice/models';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Engine, storyOf } from '../../test/support/start-engine.js';

const file = path.join(import.meta.dirname, 'second-opinion.yaml');

function readExample(): JsonValue {
  const read = fromYaml(readFileSync(file, 'utf8'));
  if (!read.ok) throw new Error(read.message);
  return read.document;
}

/** The dealer changes its mind when it sees how sure the collector is; the lawyer never gives in. */
function answer({ messages }: ModelRequest): JsonObject | string {
  const [system = '', prompt = ''] = messages.map(({ content }) => content);
  const isFirst = prompt.startsWith('Round 1 ');
  if (system.startsWith('You deal')) return { answer: isFirst ? 40 : 55, confidence: isFirst ? 0.5 : 0.95 };
  if (system.startsWith('You collect')) return { answer: 60, confidence: 0.8 };
  if (system.startsWith('Does this')) return { reason: 'It says "as new".', answer: 'revise' };
  return prompt === '' ? 'As new, 55 dollars.' : { reason: 'I would.', answer: 'publish' };
}

describe('the example of a second opinion', () => {
  it('ends in a verdict of two at least, with models that answer anything', async () => {
    const { head, snapshot } = await new Engine().play(readExample());
    expect(head.status).toBe('completed');
    const { price, verdict, votes } = snapshot.outputs as { price: number; verdict: string; votes: JsonObject };
    expect([price >= 1 && price <= 1000, ['publish', 'revise'].includes(verdict)]).toEqual([true, true]);
    expect(Object.values(votes).filter((vote) => vote === verdict).length).toBeGreaterThanOrEqual(2);
  });

  it('takes the surest bid of the last round, and outvotes who does not agree', async () => {
    const model = new ScriptedModel((request) => {
      const said = answer(request);
      return typeof said === 'string' ? said : JSON.stringify(said);
    });
    const { events, snapshot } = await new Engine({ model: () => model }).play(readExample());
    expect(snapshot.outputs).toEqual({
      price: 55,
      verdict: 'publish',
      votes: { lawyer: 'revise', editor: 'publish', buyer: 'publish' },
    });
    expect(storyOf(events).filter((line) => line.startsWith('node.started'))).toEqual([
      'node.started price',
      'node.started price[0].dealer',
      'node.started price[0].collector',
      'node.started price[1].dealer',
      'node.started price[1].collector',
      'node.started listing',
      'node.started verdict',
      'node.started verdict[0].lawyer',
      'node.started verdict[0].editor',
      'node.started verdict[0].buyer',
    ]);
  });
});
