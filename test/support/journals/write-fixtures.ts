/** Writes the journals of a new version: `node scripts/write-journal-fixtures.mjs v0.2` has jest run this. Each case is recorded
 *  twice, and nothing is written unless both are the same. What an older version has recorded in the same way is not kept again. */
import { expect, it } from '@jest/globals';
import { agentCases } from './agent-cases.js';
import { budgetCases } from './budget-cases.js';
import { flowCases } from './flow-cases.js';
import { readFixtures, textOf, writeFixtures } from './journal-fixture.js';
import { outsideCases } from './outside-cases.js';
import { recordJournal } from './record-journal.js';

it('writes the journals of a version that has none', async () => {
  const version = process.env['ICE_JOURNALS_VERSION'] ?? '';
  expect(version).toMatch(/^v\d+\.\d+$/);
  const texts = new Map<string, string>();
  const before = new Set(readFixtures().map(([, fixture]) => textOf(fixture)));
  for (const recorded of [...flowCases, ...outsideCases, ...agentCases, ...budgetCases]) {
    const [text, again] = [textOf(await recordJournal(recorded)), textOf(await recordJournal(recorded))];
    expect([recorded.name, again]).toEqual([recorded.name, text]);
    if (!before.has(text)) texts.set(recorded.name, text);
  }
  writeFixtures(version, texts);
});
