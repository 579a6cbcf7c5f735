/** Writes the journals of a new version: `node scripts/write-journal-fixtures.mjs v0.2` has jest run this. Each case is recorded
 *  twice, and nothing is written unless both are the same. */
import { expect, it } from '@jest/globals';
import { flowCases } from './flow-cases.js';
import { textOf, writeFixtures } from './journal-fixture.js';
import { outsideCases } from './outside-cases.js';
import { recordJournal } from './record-journal.js';

it('writes the journals of a version that has none', async () => {
  const version = process.env['ICE_JOURNALS_VERSION'] ?? '';
  expect(version).toMatch(/^v\d+\.\d+$/);
  const texts = new Map<string, string>();
  for (const recorded of [...flowCases, ...outsideCases]) {
    const [text, again] = [textOf(await recordJournal(recorded)), textOf(await recordJournal(recorded))];
    expect([recorded.name, again]).toEqual([recorded.name, text]);
    texts.set(recorded.name, text);
  }
  writeFixtures(version, texts);
});
