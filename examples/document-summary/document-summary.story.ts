/** What the summary of a document does with models that count. */
import { describe, expect, it } from '@jest/globals';
import type { Asked, ExampleStage } from '../example-stage.js';

/** Eleven paragraphs, each a page. */
const document = Array.from({ length: 11 }, (_, index) => `Paragraph ${index}. ${'word '.repeat(35)}`).join('\n\n');

/** Notes are numbered like their pages; a merged text has those that are in it. */
function model({ system, prompt }: Asked): string {
  if (system.startsWith('You note')) return /^Page (\d+) of 11/.exec(prompt)?.[1] ?? 'no page';
  return `(${prompt.split('\n\n').join(' ')})`;
}

/** Tells it. */
export function documentSummaryStory(stage: ExampleStage): void {
  describe('the summary of a document', () => {
    it('notes eleven pages, merges them in threes of five, five and one, and those in one', async () => {
      const { snapshot, story } = await stage.play('document-summary', model, { document, page_characters: 200 });
      expect(snapshot.outputs).toEqual({ summary: '((1 2 3 4 5) (6 7 8 9 10) (11))', pages: 11, passes: 2 });
      expect(story.filter((line) => /^node.completed merged\[\d\].groups/.test(line)).sort()).toEqual([
        'node.completed merged[0].groups',
        'node.completed merged[0].groups[0].merge',
        'node.completed merged[0].groups[1].merge',
        'node.completed merged[0].groups[2].merge',
        'node.completed merged[1].groups',
        'node.completed merged[1].groups[0].merge',
      ]);
    });

    it('merges the note of a single page once', async () => {
      const { snapshot } = await stage.play('document-summary', () => 'Short.', { document: 'One sentence.' });
      expect(snapshot.outputs).toEqual({ summary: 'Short.', pages: 1, passes: 1 });
    });
  });
}
