/** What a blueprint does with the tools of its MCP server. */
import { describe, expect, it } from '@jest/globals';
import type { ExampleStage } from '../example-stage.js';

/** Tells it. */
export function mcpToolsStory(stage: ExampleStage): void {
  describe('tools of an MCP server', () => {
    it('are asked for every product, and what is missing is written to the supplier', async () => {
      const { snapshot, story } = await stage.play('mcp-tools', ({ prompt }) => prompt);
      expect(snapshot.outputs).toEqual({
        missing: [
          { sku: 'LMP-1', name: 'Desk lamp', missing: 2 },
          { sku: 'LMP-2', name: 'Floor lamp', missing: 5 },
        ],
        note: 'Write two sentences to a supplier. We need:\n2 of Desk lamp\n5 of Floor lamp',
      });
      expect(story.filter((line) => /^node.started .*(find|level)$/.test(line)).sort()).toEqual([
        'node.started find',
        'node.started levels[0].level',
        'node.started levels[1].level',
      ]);
    });

    it('give the level of a minute ago from the cache', async () => {
      const ask = () => stage.play('mcp-tools', () => 'Please.', { word: 'desk' });
      await ask();
      const { events } = await ask();
      const levels = events.filter(({ type, node_id }) => type === 'node.completed' && node_id === 'level');
      expect(levels.map(({ data }) => 'cached' in data)).toEqual([true]);
    });

    it('ask no model when nothing is missing', async () => {
      const { snapshot } = await stage.play('mcp-tools', () => 500, { word: 'chair' });
      expect(snapshot.outputs).toEqual({ missing: [], note: 'Nothing has to be ordered.' });
    });
  });
}
