import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ask, blueprintOf, each, echo } from '../compile/testing/sample-blueprint.js';
import type { DocumentGraph } from './graph.js';
import { graphOf } from './graph-of.js';
import { toMermaid } from './to-mermaid.js';

describe('a Mermaid flowchart', () => {
  it('shows nodes, containers, blocks and the three kinds of edges', () => {
    const document = blueprintOf(
      [
        echo('first'),
        each('listings', 'row', [ask('copy', '{{ row }}'), echo('post', '{{ nodes.copy.text }}')]),
        { id: 'stop', type: 'fail', code: 'stopped', message: '{{ runs.first.status }}', dependencies: ['listings'] },
        { id: 'both', type: 'parallel', branches: { left: { nodes: [echo('l')] }, right: { nodes: [echo('r')] } } },
      ],
      { finally: { nodes: [echo('report')] } },
    );
    expect(toMermaid(graphOf(document) as DocumentGraph)).toBe(
      [
        'flowchart TD',
        '  n0["first<br/>tool echo"]',
        '  subgraph n1["listings #40;loop over row#41;"]',
        '    n2(["copy<br/>llm gpt-4o-mini"])',
        '    n3["post<br/>tool echo"]',
        '  end',
        '  n4{{"stop<br/>fail stopped"}}',
        '  subgraph n5["both #40;parallel#41;"]',
        '    subgraph b2["left"]',
        '      n6["l<br/>tool echo"]',
        '    end',
        '    subgraph b3["right"]',
        '      n7["r<br/>tool echo"]',
        '    end',
        '  end',
        '  subgraph b4["finally"]',
        '    n8["report<br/>tool echo"]',
        '  end',
        '  n2 --> n3',
        '  n0 -. settled .-> n4',
        '  n1 -.-> n4',
        '',
      ].join('\n'),
    );
  });

  it('can lead from left to right', () => {
    expect(toMermaid(graphOf(blueprintOf([echo('a')])) as DocumentGraph, 'right').split('\n')[0]).toBe('flowchart LR');
  });

  it('lets no title out of its label, whatever is in it', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '"]\n  click n0 "javascript:alert(1)"',
        '`md`',
        '%%{init: {}}%%',
        'end',
        '<img src=x onerror=y>',
        '#quot;',
        '\ud800',
      ),
    );
    fc.assert(
      fc.property(hostile, hostile, (title, toolName) => {
        const graph = graphOf(
          blueprintOf([echo('a', null, { title, tool_name: toolName }), each('b', title, [echo('c')])]),
        );
        const label = /^ +(?:n\d+|subgraph n\d+)\["(?:[\p{L}\p{N} _.,-]|#\d+;|<br\/>)*"\]$/u;
        const lines = toMermaid(graph as DocumentGraph)
          .trimEnd()
          .split('\n')
          .slice(1);
        expect(lines.filter((line) => !label.test(line) && line.trim() !== 'end')).toEqual([]);
        expect(lines).toHaveLength(4);
      }),
    );
  });
});
