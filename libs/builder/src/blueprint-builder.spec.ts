import { describe, expect, it } from '@jest/globals';
import { blueprint } from './blueprint-builder.js';
import { expression } from './reference.js';

const rows = { type: 'array', items: { type: 'object' }, maxItems: 10 };

describe('the fluent builder', () => {
  it('gives plain blueprint data', () => {
    const built = blueprint('greetings', { budget_usd: 0.5 })
      .input('rows', rows)
      .nodes((block) =>
        block
          .loop(
            'greet',
            ({ inputs }) => ({ items: inputs.rows, item_var: 'row', concurrency: 2 }),
            (body) =>
              body
                .tool('say', 'echo', ({ variables }) => ({
                  value: `Dear ${variables.row['Full Name']}, you are no. ${variables.index}`,
                }))
                .output(({ nodes }) => ({ text: nodes.say.value })),
          )
          .tool('sum', 'aggregator', ({ nodes }) => ({ results: nodes.greet.items }), {
            when: expression`${{ size: 1 }.size} < ${2}`,
          }),
      )
      .output('total', ({ nodes }) => nodes.sum.total)
      .build();
    expect(built).toEqual({
      schema_version: '1.0',
      name: 'greetings',
      budget_usd: 0.5,
      inputs: { rows },
      nodes: [
        {
          id: 'greet',
          type: 'loop',
          items: '{{ inputs.rows }}',
          item_var: 'row',
          concurrency: 2,
          body: {
            nodes: [
              {
                id: 'say',
                type: 'tool',
                tool_name: 'echo',
                tool_args: { value: "Dear {{ row['Full Name'] }}, you are no. {{ index }}" },
              },
            ],
            output: { text: '{{ nodes.say.value }}' },
          },
        },
        {
          id: 'sum',
          type: 'tool',
          tool_name: 'aggregator',
          tool_args: { results: '{{ nodes.greet.items }}' },
          when: '{{ 1 < 2 }}',
        },
      ],
      outputs: { total: '{{ nodes.sum.total }}' },
    });
  });

  it('never changes a builder that was handed out', () => {
    const base = blueprint('base').input('a', { type: 'string' });
    base.input('b', { type: 'string' });
    expect(base.build().inputs).toEqual({ a: { type: 'string' } });
  });

  it('does not compile with an unknown node, an unknown input or a second id', () => {
    const block = blueprint('types').input('known', {});
    block.nodes((nodes) => {
      const one = nodes.tool('one', 'echo', ({ inputs }) => ({ value: inputs.known }));
      // @ts-expect-error there is no input of this name
      one.tool('two', 'echo', ({ inputs }) => ({ value: inputs.unknown }));
      // @ts-expect-error there is no node of this name
      one.tool('two', 'echo', (names) => ({ value: names.nodes.three }));
      // @ts-expect-error this id is taken
      one.tool('one', 'echo');
      return one;
    });
    expect(block.build().name).toBe('types');
  });

  it('writes members that are no identifiers, indexes and quotes as expressions', () => {
    const text = expression`${{ a: 1 }.a} + ${'it\'s "so"'}`;
    expect(String(text)).toBe(`{{ 1 + 'it\\'s "so"' }}`);
  });
});
