import { describe, expect, it } from '@jest/globals';
import { BlueprintSchema } from '@ice/core';
import { BlockBuilder } from './block-builder.js';
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

  it('has a method for each kind that asks, acts, computes or waits', () => {
    const { nodes } = blueprint('kinds')
      .input('price', { type: 'number' })
      .nodes((block) =>
        block
          .code('round', ({ inputs }) => ({ source: 'return inputs.n;', inputs: { n: inputs.price } }))
          .agent('haggle', ({ nodes }) => ({
            model: 'openai/gpt-4o-mini',
            instructions: `Sell for ${nodes.round}.`,
            input: { price: nodes.round },
            tools: ['echo'],
            max_iterations: 3,
            max_output_tokens: 64,
            memory: { scope: 'key', key: `of ${nodes.round}` },
          }))
          .swarm('agree', ({ nodes }) => ({
            agents: ['seller', 'buyer'].map((role) => ({
              role,
              model: 'openai/gpt-4o-mini',
              instructions: `You are the ${role}. Is ${nodes.haggle.text} fair?`,
              max_output_tokens: 64,
            })),
            strategy: 'consensus',
            max_rounds: 2,
            threshold: 1,
          }))
          .human('ask', ({ nodes }) => ({
            prompt: `Sell for ${nodes.agree.answer}?`,
            approval: 'choice',
            choices: ['yes', 'no'],
            timeout_s: 60,
            on_timeout: { value: 'no' },
          }))
          .wait('paid', { signal: 'paid', dependencies: ['ask'] })
          .workflow('ship', ({ nodes }) => ({ blueprint: 'self', inputs: { price: nodes.paid.cents }, max_depth: 2 })),
      )
      .build();
    expect(nodes).toEqual([
      {
        id: 'round',
        type: 'code',
        language: 'javascript',
        source: 'return inputs.n;',
        inputs: { n: '{{ inputs.price }}' },
      },
      {
        id: 'haggle',
        type: 'agent',
        model: 'openai/gpt-4o-mini',
        instructions: 'Sell for {{ nodes.round }}.',
        input: { price: '{{ nodes.round }}' },
        tools: ['echo'],
        max_iterations: 3,
        max_output_tokens: 64,
        memory: { scope: 'key', key: 'of {{ nodes.round }}' },
      },
      {
        id: 'agree',
        type: 'swarm',
        agents: ['seller', 'buyer'].map((role) => ({
          role,
          model: 'openai/gpt-4o-mini',
          instructions: `You are the ${role}. Is {{ nodes.haggle.text }} fair?`,
          max_output_tokens: 64,
        })),
        strategy: 'consensus',
        max_rounds: 2,
        threshold: 1,
      },
      {
        id: 'ask',
        type: 'human',
        prompt: 'Sell for {{ nodes.agree.answer }}?',
        approval: 'choice',
        choices: ['yes', 'no'],
        timeout_s: 60,
        on_timeout: { value: 'no' },
      },
      { id: 'paid', type: 'wait', signal: 'paid', dependencies: ['ask'] },
      { id: 'ship', type: 'workflow', blueprint: 'self', inputs: { price: '{{ nodes.paid.cents }}' }, max_depth: 2 },
    ]);
    expect(BlueprintSchema.safeParse({ schema_version: '1.0', name: 'kinds', nodes }).success).toBe(true);
  });

  it('does not compile with a question or a wait that says two things', () => {
    const block = new BlockBuilder()
      // @ts-expect-error choices belong to a choice
      .human('a', { prompt: 'p', approval: 'approve_reject', choices: ['yes', 'no'] })
      // @ts-expect-error what happens at the deadline needs a deadline
      .human('b', { prompt: 'p', approval: 'input', on_timeout: 'fail' })
      // @ts-expect-error a wait for seconds has no answer
      .wait('c', { for_s: 1, answer_schema: true })
      // @ts-expect-error a wait ends in one way only
      .wait('d', { for_s: 1, until: '2030-01-01T00:00:00Z' });
    expect(block.toBlock().nodes.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
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

  it('keeps expressions together that are put into others', () => {
    const sum = expression<number>`${1} + ${2}`;
    expect(String(expression`${sum} * ${3}`)).toBe('{{ (1 + 2) * 3 }}');
    expect(String(expression`${'a'}`['b c']?.[0])).toBe("{{ ('a')['b c'][0] }}");
    blueprint('paths').nodes((block) =>
      block.tool('one', 'echo').tool('two', 'echo', ({ nodes }) => {
        expect(String(expression`${nodes.one.value} == ${null}`)).toBe('{{ nodes.one.value == null }}');
        return {};
      }),
    );
  });

  it('writes members that are no identifiers, indexes and quotes as expressions', () => {
    const text = expression`${{ a: 1 }.a} + ${'it\'s "so"'}`;
    expect(String(text)).toBe(`{{ 1 + 'it\\'s "so"' }}`);
  });
});
