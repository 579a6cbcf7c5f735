/** The reference of events names every type with its data, every status and every reason, as the code has them. */
import { describe, expect, it } from '@jest/globals';
import { executionTransitions, nodeRunTransitions } from '@ice/core';
import { codeWords, MarkdownPage } from './markdown-page.js';
import { interfaceMembers } from './source-declarations.js';

const page = new MarkdownPage('docs/reference/events.md');
const source = 'libs/core/src/event/execution-event.ts';

describe('docs/reference/events.md', () => {
  it('lists every type with the members of its data, in the order of the code', () => {
    const rows = page.rows('Types').map((row) => [codeWords(row['type'] ?? '')[0], codeWords(row['`data`'] ?? '')]);
    expect(rows).toEqual([...interfaceMembers(source, 'EventData')]);
  });

  it('lists the members that every event has', () => {
    const members = page.rows('Events').map((row) => codeWords(row['member'] ?? '')[0]);
    expect(members.sort()).toEqual([...interfaceMembers(source, 'EventOf').keys()].sort());
  });

  it('lists the statuses', () => {
    const statuses = page.rows('Statuses').map((row) => codeWords(row['statuses'] ?? ''));
    expect(statuses).toEqual([Object.keys(executionTransitions), Object.keys(nodeRunTransitions)]);
  });

  it('shows a sample that is an event', () => {
    const [sample] = page.code.map(({ text }) => JSON.parse(text) as Record<string, unknown>);
    const known = interfaceMembers(source, 'EventOf');
    expect(Object.keys(sample ?? {}).filter((member) => !known.has(member))).toEqual([]);
    expect([...interfaceMembers(source, 'EventData').keys()]).toContain(sample?.['type']);
  });
});
