/** What the comparison of two prompts counts, whichever answer the judge sees first. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@ice/core';
import type { Asked, ExampleStage } from '../example-stage.js';

const inputs = { prompt_a: 'Plain {question}', prompt_b: 'Careful {question}' };

/** Answers with the prompt itself; the judge likes careful answers, and all answers on oxen the same. */
function model({ system, prompt }: Asked): string | JsonObject {
  if (!system.startsWith('You score')) return prompt;
  const score = (which: string): number => (new RegExp(`${which} answer: Careful`).test(prompt) ? 9 : 4);
  return prompt.includes('ox?') ? { first: 7, second: 7 } : { first: score('First'), second: score('Second') };
}

/** Tells it. */
export function promptComparisonStory(stage: ExampleStage): void {
  describe('the comparison of two prompts', () => {
    it('gives every row to the prompt that was better, in whatever order the judge saw them', async () => {
      const { snapshot, events } = await stage.play('prompt-comparison', model, inputs);
      const row = (question: string): JsonObject => ({ question, a: 4, b: 9 });
      expect(snapshot.outputs).toEqual({
        scores: { a: { mean: 4.5, wins: 0 }, b: { mean: 8.67, wins: 5 }, ties: 1 },
        better: 'b',
        rows: [
          row('What is the capital of Norway?'),
          row('How many minutes are 2.5 hours?'),
          row('Which planet is nearest to the sun?'),
          row('Which gas do plants take up from the air?'),
          row('In which year did the first human walk on the moon?'),
          { question: 'What is the plural of the word ox?', a: 7, b: 7 },
        ],
      });
      const judged = events.filter(({ type, node_id }) => type === 'node.completed' && node_id === 'judge');
      expect(judged.filter(({ data }) => JSON.stringify(data).includes('{"first":4'))).toHaveLength(3);
    });

    it('pays for no answer twice, and after a change of one prompt for the answers to that one alone', async () => {
      const asked: string[] = [];
      const counting = (one: Asked): string | JsonObject => {
        asked.push(one.system === '' ? one.prompt : 'judge');
        return model(one);
      };
      const countOf = (start: string): number => asked.filter((one) => one.startsWith(start)).length;
      const prompts = { prompt_a: 'Curt {question}', prompt_b: 'Kind {question}' };
      await stage.play('prompt-comparison', counting, prompts);
      await stage.play('prompt-comparison', counting, prompts);
      await stage.play('prompt-comparison', counting, { ...prompts, prompt_b: 'Careful, kind {question}' });
      expect(['Curt', 'Kind', 'Careful', 'judge'].map(countOf)).toEqual([6, 6, 6, 18]);
    });
  });
}
