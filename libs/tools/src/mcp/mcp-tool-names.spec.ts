import { describe, expect, it } from '@jest/globals';
import { toolNamePattern } from '../define-tool.js';
import fc from 'fast-check';
import { mcpToolNames } from './mcp-tool-names.js';

const namesOf = (tools: readonly string[], taken: readonly string[] = []): readonly string[] =>
  mcpToolNames('docs', tools, new Set(taken));

describe('the names of tools of MCP servers', () => {
  it.each([
    ['search', 'docs__search'],
    ['Search-Files', 'docs__search_files'],
    ['führe aus/jetzt', 'docs__f_hre_aus_jetzt'],
    ['日本', 'docs____'],
    ['x'.repeat(100), `docs__${'x'.repeat(58)}`],
  ])('%s becomes %s', (tool, name) => {
    expect(namesOf([tool])).toEqual([name]);
  });

  it('get a number where two would be one; who had the name from the start keeps it, in whatever order they come', () => {
    expect(namesOf(['A b', 'a-b', 'a_b'])).toEqual(['docs__a_b_2', 'docs__a_b_3', 'docs__a_b']);
    expect(namesOf(['a_b', 'a-b', 'A b'])).toEqual(['docs__a_b', 'docs__a_b_3', 'docs__a_b_2']);
  });

  it('leave alone what other servers have', () => {
    const taken = new Set<string>();

    expect(mcpToolNames('a', ['b__c'], taken)).toEqual(['a__b__c']);
    expect(mcpToolNames('a__b', ['c'], taken)).toEqual(['a__b__c_2']);
  });

  it('are sound and different, whatever the tools are called', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'binary', maxLength: 90 }), { maxLength: 30 }), (tools) => {
        const names = namesOf(tools, ['docs__a']);

        expect(names.filter((name) => !toolNamePattern.test(name))).toEqual([]);
        expect(new Set([...names, 'docs__a']).size).toBe(tools.length + 1);
      }),
    );
  });
});
