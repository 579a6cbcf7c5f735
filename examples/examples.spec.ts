/** All examples on real servers: each compiles without a finding, has a bound and its graph in the README, runs at home with nothing but
 *  its defaults, and does with scripted models what its story says. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { documentSummaryStory } from './document-summary/document-summary.story.js';
import { ExampleStage, exampleNames, readExample } from './example-stage.js';
import { folderQuestionsStory } from './folder-questions/folder-questions.story.js';
import { mcpToolsStory } from './mcp-tools/mcp-tools.story.js';
import { moderationGateStory } from './moderation-gate/moderation-gate.story.js';
import { nightlyReportStory } from './nightly-report/nightly-report.story.js';
import { promptComparisonStory } from './prompt-comparison/prompt-comparison.story.js';
import { researchAgentStory } from './research-agent/research-agent.story.js';
import { retryAndFallbackStory } from './retry-and-fallback/retry-and-fallback.story.js';
import { sagaStory } from './saga/saga.story.js';
import { supportTriageStory } from './support-triage/support-triage.story.js';

const readme = readFileSync(path.join(import.meta.dirname, 'README.md'), 'utf8');
const stage = new ExampleStage();

beforeAll(() => stage.open());
afterAll(() => stage.close());

/** The part of the README under a heading. */
function section(name: string): string {
  return readme.split(/^## /m).find((part) => part.startsWith(`${name}\n`)) ?? '';
}

describe.each(exampleNames)('the example %s', (name) => {
  it('is named like its folder, has a title, and says what it is for', () => {
    const document = readExample(name);
    expect(document).toMatchObject({ name: name.replaceAll('-', '_'), title: expect.any(String) });
    expect(document).toMatchObject({ description: expect.any(String), tags: expect.arrayContaining(['example']) });
  });

  it('compiles without a finding, and has a bound of what it costs', async () => {
    const { diagnostics, cost } = await stage.judge(name);
    expect(diagnostics).toEqual([]);
    expect(Number(cost?.max_usd)).toBeGreaterThanOrEqual(0);
    expect(Number(cost?.max_usd) > 0).toBe(name !== 'saga');
  });

  it('stands in the README with its graph', async () => {
    const { mermaid } = await stage.judge(name);
    expect(section(name)).toContain(`(${name}/${name}.yaml)`);
    expect(section(name)).toContain(`\`\`\`mermaid\n${mermaid}\`\`\``);
  });

  it('runs with its defaults', async () => {
    const { snapshot } = await stage.rehearse(name);
    expect([snapshot.failure, snapshot.status]).toEqual([
      undefined,
      name === 'support-triage' ? 'waiting' : 'completed',
    ]);
  });
});

documentSummaryStory(stage);
supportTriageStory(stage);
researchAgentStory(stage);
folderQuestionsStory(stage);
promptComparisonStory(stage);
moderationGateStory(stage);
retryAndFallbackStory(stage);
nightlyReportStory(stage);
mcpToolsStory(stage);
sagaStory(stage);
