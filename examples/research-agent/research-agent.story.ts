/** What the agent does that searches before it answers, and what becomes of sources that it makes up. */
import { describe, expect, it } from '@jest/globals';
import type { Call } from '../../test/support/openai-reply.js';
import type { Asked, ExampleStage, Script } from '../example-stage.js';

const calls: readonly (readonly Call[])[] = [
  [
    { name: 'memory_search', arguments: { query: 'capacity heat 45 °C', limit: 2 } },
    { name: 'memory_search', arguments: { query: 'fast charging', limit: 1 } },
  ],
  [{ name: 'memory_read', arguments: { key: 'battery-heat' } }],
];

/** Searches, reads, and answers what it has read with these sources. */
function researcher(sources: readonly string[]): Script {
  const turnOf = ({ results }: Asked): number => [0, 2, 3].indexOf(results.length);
  return (asked) => calls[turnOf(asked)] ?? { answer: valueOf(asked.results.at(-1)), sources };
}

/** What a call of memory_read has told. */
function valueOf(result = '{}'): string {
  return String((JSON.parse(result) as { readonly value: string }).value);
}

/** Tells it. */
export function researchAgentStory(stage: ExampleStage): void {
  describe('the research of an agent', () => {
    it('searches twice at a time, reads what fits, and answers with its sources', async () => {
      const script = researcher(['battery-heat', 'charging-fast']);
      const { snapshot, events } = await stage.play('research-agent', script);
      expect(snapshot.outputs).toEqual({
        answer: 'At 45 °C the same cells kept 83 % of their capacity after 2,000 cycles.',
        sources: ['battery-heat', 'charging-fast'],
        is_grounded: true,
      });
      const turns = events.flatMap(({ type, path, data }) =>
        path === 'research' && 'turn' in data && type !== 'tool.returned'
          ? [`${type} ${data.turn}${'tool' in data ? ` ${data.tool}` : ''}`]
          : [],
      );
      expect(turns).toEqual([
        'model.answered 0',
        'tool.called 0 memory_search',
        'tool.called 0 memory_search',
        'model.answered 1',
        'tool.called 1 memory_read',
        'model.answered 2',
      ]);
    });

    it('leaves out a source that there is not, and says so', async () => {
      const { snapshot } = await stage.play('research-agent', researcher(['battery-heat', 'a-book']));
      expect(snapshot.outputs).toMatchObject({ sources: ['battery-heat'], is_grounded: false });
    });

    it('ends when it goes on searching for ever', async () => {
      const { snapshot, story } = await stage.play('research-agent', () => calls[0] ?? '');
      expect(snapshot.failure).toMatchObject({ code: 'iteration-limit-exceeded', path: 'research' });
      expect(story.filter((line) => line === 'model.answered research')).toHaveLength(6);
    });
  });
}
