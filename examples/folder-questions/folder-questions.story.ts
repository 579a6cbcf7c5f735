/** What is asked of a folder, picked and answered. */
import { describe, expect, it } from '@jest/globals';
import type { Asked, ExampleStage, Script } from '../example-stage.js';

/** Picks these numbers, and answers with what it is given. */
function picking(numbers: readonly number[]): Script {
  return ({ system, prompt }: Asked) => (system.startsWith('You are given') ? { numbers } : prompt);
}

/** Tells it. */
export function folderQuestionsStory(stage: ExampleStage): void {
  describe('questions about a folder', () => {
    it('shows the table of contents first, and of the passages only those that were picked', async () => {
      const tables: string[] = [];
      const script: Script = (asked) => {
        if (asked.system.startsWith('You are given')) tables.push(asked.prompt);
        return picking([5, 6])(asked);
      };
      const { snapshot } = await stage.play('folder-questions', script, { question: 'What of hotels?' });
      expect(tables).toEqual([
        [
          ...['0: equipment.csv#laptop', '1: equipment.csv#home', '2: equipment.csv#loss', '3: equipment.csv#phone'],
          ...['4: expenses.csv#trains', '5: expenses.csv#hotels', '6: expenses.csv#receipts', '7: expenses.csv#meals'],
          ...[
            '8: holidays.csv#days',
            '9: holidays.csv#request',
            '10: holidays.csv#illness',
            '11: holidays.csv#parents',
          ],
          '\nThe question: What of hotels?',
        ].join('\n'),
      ]);
      expect(snapshot.outputs).toEqual({
        answer: [
          '[expenses.csv#hotels] Hotels are paid up to 140 euros a night. Breakfast is included in that sum.',
          '[expenses.csv#receipts] Receipts are sent as pictures within 30 days after the journey. Later ones are not paid.',
          'The question: What of hotels?',
        ].join('\n\n'),
        sources: ['expenses.csv#hotels', 'expenses.csv#receipts'],
      });
    });

    it('drops repeats and numbers that there are not', async () => {
      const { snapshot } = await stage.play('folder-questions', picking([8, 8, 12, 900]));
      expect(snapshot.outputs).toMatchObject({ sources: ['holidays.csv#days'] });
    });

    it('asks nothing more, and says so, when nothing was picked', async () => {
      const { snapshot, story } = await stage.play('folder-questions', picking([]));
      expect(snapshot.outputs).toEqual({ answer: 'Nothing in this folder answers that.', sources: [] });
      expect(story).toContain('node.skipped answer');
    });

    it('reads no file outside of the folder, and fails on one that is not there', async () => {
      const { snapshot } = await stage.play('folder-questions', picking([]), { files: ['absent.csv'] });
      expect(snapshot.failure).toMatchObject({ code: 'file-not-found', path: 'read[0].load' });
      await expect(stage.play('folder-questions', picking([]), { files: ['../secret.csv'] })).rejects.toThrow(
        'inputs-invalid',
      );
    });
  });
}
