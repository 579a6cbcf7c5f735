/** The three ways through the gate of moderation. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@ice/core';
import type { ExampleStage, Script } from '../example-stage.js';

const text = 'Call Jo Example at 555 0142. Jo is in on Mondays.';

/** Says this, whatever the text is. */
function judging(verdict: string, pieces: readonly string[] = []): Script {
  return () => ({ verdict, pieces });
}

/** Tells it. */
export function moderationGateStory(stage: ExampleStage): void {
  const inputs = (more: JsonObject = {}): JsonObject => ({ text, endpoint: stage.bin('published'), ...more });

  describe('the gate of moderation', () => {
    it('lets a text pass as it is', async () => {
      const { snapshot, story } = await stage.play('moderation-gate', judging('pass', ['Jo']), inputs());
      expect(snapshot.outputs).toEqual({ verdict: 'pass', text, receipt: expect.stringMatching(/^LOC-/) });
      expect(story).toEqual(expect.arrayContaining(['node.skipped gate.stop', 'node.skipped gate.redact']));
    });

    it('blacks out the pieces that were named, everywhere, and leaves the rest', async () => {
      const script = judging('redact', ['Jo', 'Jo Example', '555 0142', 'not there', '']);
      const { snapshot } = await stage.play('moderation-gate', script, inputs());
      const redacted = 'Call ██████████ at ████████. ██ is in on Mondays.';
      expect(snapshot.outputs).toEqual({
        verdict: 'redact',
        text: redacted,
        receipt: expect.stringMatching(/^LOC-/),
      });
      expect(stage.posted('published').at(-1)).toEqual({ text: redacted });
    });

    it('stops by a failure of its own name, and publishes nothing', async () => {
      const before = stage.posted('published').length;
      const { snapshot, events } = await stage.play('moderation-gate', judging('stop'), inputs());
      expect([snapshot.status, snapshot.failure]).toMatchObject([
        'failed',
        { code: 'text-stopped', path: 'gate.stop', message: 'This text is not published. Blocked words in it: 0.' },
      ]);
      expect(events.find(({ type, path }) => type === 'node.skipped' && path === 'publish')?.data).toEqual({
        reason: 'predecessor-failed',
        because: 'gate',
      });
      expect(stage.posted('published')).toHaveLength(before);
    });

    it('stops at a blocked word without asking a model', async () => {
      const asked: string[] = [];
      const script: Script = ({ prompt }) => {
        asked.push(prompt);
        return '';
      };
      const { snapshot } = await stage.play('moderation-gate', script, inputs({ text: 'FREE MONEY for all!' }));
      expect(snapshot.failure).toMatchObject({ message: 'This text is not published. Blocked words in it: 1.' });
      expect(asked).toEqual([]);
    });
  });
}
