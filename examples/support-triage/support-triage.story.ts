/** What the triage of a ticket does when a person answers, when nobody does, and when there is nobody to ask. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@ice/core';
import type { Asked, ExampleStage } from '../example-stage.js';

const triage = { category: 'billing', urgency: 'high', summary: 'She was charged twice.' };

/** Sorts as told, and drafts one text. */
function model(sorted: JsonObject): (asked: Asked) => string | JsonObject {
  return ({ system }) => (system.startsWith('You sort') ? sorted : 'We look into it today.');
}

/** Tells it. */
export function supportTriageStory(stage: ExampleStage): void {
  const places = (): JsonObject => ({ replies: stage.bin('replies'), escalations: stage.bin('escalations') });

  describe('the triage of a ticket', () => {
    it('asks a person, and sends the draft that was approved', async () => {
      const asking = await stage.play('support-triage', model(triage), places());
      expect([asking.snapshot.status, asking.story.at(-1)]).toEqual(['waiting', 'execution.waiting']);
      expect(asking.snapshot.open_signals).toMatchObject([
        {
          path: 'handling.approval',
          choices: ['send', 'escalate'],
          prompt: 'ada@example.com wrote: She was charged twice. (high)\n\nThe draft: We look into it today.',
        },
      ]);
      expect(stage.posted('replies')).toEqual([]);

      const { snapshot, story } = await stage.answer(asking, 'send');
      expect(snapshot.outputs).toEqual({
        category: 'billing',
        urgency: 'high',
        outcome: 'sent',
        receipt: expect.stringMatching(/^LOC-/),
      });
      expect(stage.posted('replies')).toEqual([
        { to: 'ada@example.com', ticket: 'T-1042', text: 'We look into it today.' },
      ]);
      expect(story).toContain('node.skipped handling.decision.escalate');
    });

    it('escalates what nobody approves in time, and sends nothing', async () => {
      const before = stage.posted('replies').length;
      const inputs = { ...places(), approval_timeout_s: 0.05 };
      const { snapshot, story } = await stage.ended(await stage.play('support-triage', model(triage), inputs));
      expect(snapshot.outputs).toMatchObject({ outcome: 'escalated', receipt: expect.stringMatching(/^LOC-/) });
      expect(stage.posted('escalations')).toEqual([{ ticket: 'T-1042', urgency: 'high' }]);
      expect([stage.posted('replies').length, story.includes('node.skipped handling.decision.send')]).toEqual([
        before,
        true,
      ]);
    });

    it('closes spam without a draft and without a question', async () => {
      const spam = { ...triage, category: 'spam' };
      const { snapshot, story } = await stage.play('support-triage', model(spam), places());
      expect(snapshot.outputs).toEqual({ category: 'spam', urgency: 'high', outcome: 'closed', receipt: null });
      expect(story).toEqual(expect.arrayContaining(['node.skipped handling.draft', 'node.skipped handling.approval']));
    });
  });
}
