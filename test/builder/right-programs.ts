/** Programs that must compile, and whose documents the compiler of blueprints must take: every kind of node, and every way to give a value
 *  its type. Nothing here is asserted; `programs.spec.ts` does. */
import { blueprint, expression, type AnyTool, type ToolCatalog } from '@ice/builder';
import type { Blueprint } from '@ice/core';

const model = 'openai/gpt-4o-mini';
const answer = { model, max_output_tokens: 50 } as const;

/** Tools of a user's own, beside those that are built in. */
interface OwnTools extends ToolCatalog {
  readonly word_count: { readonly input: { readonly text: string }; readonly output: { readonly words: number } };
  readonly docs__search: AnyTool;
}

/** What each shows, and the document that it builds. */
export const rightPrograms: Readonly<Record<string, Blueprint>> = {
  'a tool without arguments': blueprint('p')
    .nodes((block) => block.tool('say', 'echo'))
    .build(),

  'literal arguments': blueprint('p')
    .nodes((block) => block.tool('price', 'pricing_strategy', { cost: 12.5, decimals: 0 }))
    .build(),

  'an input where its type is wanted': blueprint('p')
    .input('margin', { type: 'number', default: 25 })
    .nodes((block) =>
      block.tool('price', 'pricing_strategy', ({ inputs }) => ({ cost: '$3', margin_percent: inputs.margin })),
    )
    .build(),

  'a text where one of several types is wanted': blueprint('p')
    .input('cost', { type: 'string' })
    .nodes((block) => block.tool('price', 'pricing_strategy', ({ inputs }) => ({ cost: inputs.cost })))
    .build(),

  'a text where one of some texts is wanted': blueprint('p')
    .input('method', { type: 'string', default: 'GET' })
    .nodes((block) =>
      block.tool('get', 'http_request', ({ inputs }) => ({ method: inputs.method, url: 'https://example.com/' })),
    )
    .build(),

  'references in texts, and texts that are expressions': blueprint('p')
    .input('name', { type: 'string' })
    .input('count', { type: 'integer' })
    .nodes((block) =>
      block
        .tool('greet', 'text_template', ({ inputs }) => ({
          template: `Dear ${inputs.name}, you have ${inputs.count}.`,
        }))
        .tool('wait', 'sleep', { ms: '{{ inputs.count * 10 }}' }),
    )
    .build(),

  'an expression with and without a type': blueprint('p')
    .input('count', { type: 'integer' })
    .nodes((block) =>
      block
        .tool('one', 'sleep', ({ inputs }) => ({ ms: expression<number>`${inputs.count} * 10` }))
        .tool('two', 'sleep', ({ nodes }) => ({ ms: expression`(${nodes.one.ms} + 1) / 2` }), {
          when: expression<boolean>`${1} < ${2}`,
        }),
    )
    .build(),

  'members and items of outputs': blueprint('p')
    .nodes((block) =>
      block.tool('rows', 'csv_loader', { path: 'items.csv' }).tool('first', 'text_template', ({ nodes }) => ({
        template: 'x',
        data: { column: nodes.rows.columns[0], cell: nodes.rows.rows[0]?.['Product/Item'], all: nodes.rows },
      })),
    )
    .build(),

  'the seller assistant in short': blueprint('p', { budget_usd: 0.5 })
    .nodes((block) =>
      block
        .tool('load', 'csv_loader', { path: 'items.csv' })
        .loop(
          'listings',
          ({ nodes }) => ({ items: nodes.load.rows, item_var: 'row', max_items: 100, concurrency: 4 }),
          (body) =>
            body
              .tool('price', 'pricing_strategy', ({ variables }) => ({ cost: variables.row['Suggested Price'] }))
              .output(({ nodes, variables }) => ({ price: nodes.price.price, at: variables.index })),
        )
        .tool('sum', 'json_transform', ({ nodes }) => ({
          data: nodes.listings.items,
          expression: 'data.map(item, item.price).sum()',
        })),
    )
    .output('first', ({ nodes }) => nodes.listings.items[0]?.price)
    .output('sum', ({ nodes }) => nodes.sum.result)
    .build(),

  'a model that answers in text, and one that answers by a schema': blueprint('p')
    .nodes((block) =>
      block
        .llm('draft', { ...answer, prompt: 'Write.' })
        .llm('judge', ({ nodes }) => ({
          ...answer,
          messages: [{ role: 'user', content: `Judge: ${nodes.draft.text}` }],
          output_schema: {
            type: 'object',
            required: ['score'],
            properties: { score: { type: 'number' }, notes: { type: 'array', items: { type: 'string' } } },
          },
        }))
        .tool('show', 'sleep', ({ nodes }) => ({ ms: nodes.judge.score })),
    )
    .build(),

  'the short form of schemas': blueprint('p')
    .input('box', { width: 'number', note: 'string?', tags: 'string[]', maker: { name: 'string' } })
    .nodes((block) =>
      block
        .tool('wait', 'sleep', ({ inputs }) => ({ ms: inputs.box.width }))
        .tool('fill', 'text_template', ({ inputs }) => ({
          template: inputs.box.maker.name,
          data: { note: inputs.box.note, tag: inputs.box.tags[0] },
        })),
    )
    .build(),

  'enumerations, constants and alternatives': blueprint('p')
    .input('size', { enum: ['small', 'large'] })
    .input('cost', { anyOf: [{ type: 'string' }, { type: 'number' }] })
    .input('maybe', { type: ['string', 'null'], default: null })
    .input('kind', { const: 'paragraph', default: 'paragraph' })
    .nodes((block) =>
      block
        .tool('price', 'pricing_strategy', ({ inputs }) => ({ cost: inputs.cost }))
        .tool('cut', 'text_chunk', ({ inputs }) => ({ text: inputs.size, max_characters: 10, unit: inputs.kind }))
        .tool('say', 'echo', ({ inputs }) => ({ value: inputs.maybe })),
    )
    .build(),

  'what is unknown, of which anything may be read': blueprint('p')
    .input('open', { type: 'object' })
    .input('free', {})
    .nodes((block) =>
      block
        .tool('one', 'pricing_strategy', ({ inputs }) => ({ cost: inputs.open.cost, decimals: inputs.free.decimals }))
        .tool('two', 'sleep', ({ inputs }) => ({ ms: inputs.free.deep?.deeper })),
    )
    .build(),

  'a condition with two branches': blueprint('p')
    .input('formal', { type: 'boolean' })
    .nodes((block) =>
      block
        .condition(
          'route',
          ({ inputs }) => ({ expression: inputs.formal }),
          (then) => then.tool('letter', 'echo', { value: 'Dear Sir' }).output({ line: 'Dear Sir' }),
          (otherwise) => otherwise.tool('note', 'echo', { value: 'Hi' }).output({ line: 'Hi' }),
        )
        .llm('write', ({ nodes }) => ({ ...answer, prompt: `${nodes.route.output.line}, in ${nodes.route.branch}` })),
    )
    .build(),

  'a condition with one branch, whose output may be null': blueprint('p')
    .input('count', { type: 'integer' })
    .nodes((block) =>
      block
        .condition(
          'check',
          ({ inputs }) => ({ expression: expression<boolean>`${inputs.count} > 3` }),
          (then) => then.fail('stop', { code: 'too-many', message: 'Too many.', on_error: 'continue' }),
        )
        .tool('say', 'echo', ({ nodes }) => ({ value: nodes.check.output })),
    )
    .build(),

  'cases, the first of which counts': blueprint('p')
    .input('size', { type: 'integer' })
    .nodes((block) =>
      block.cases(
        'route',
        [
          {
            when: ({ inputs }) => expression`${inputs.size} > 100`,
            block: (big) => big.tool('large', 'sleep', { ms: 2 }),
          },
          { when: 'inputs.size > 10', block: (middle) => middle.tool('medium', 'sleep', { ms: 1 }) },
        ],
        (otherwise) => otherwise.tool('small', 'sleep', { ms: 0 }),
      ),
    )
    .build(),

  'branches side by side': blueprint('p')
    .nodes((block) =>
      block
        .parallel(
          'both',
          { concurrency: 2 },
          {
            left: (left) => left.tool('one', 'sleep', { ms: 1 }),
            right: (right) => right.llm('two', { ...answer, prompt: 'Two?' }),
          },
        )
        .tool('again', 'sleep', ({ nodes }) => ({ ms: nodes.both.branches.left.ms }))
        .llm('about', ({ nodes }) => ({ ...answer, prompt: nodes.both.branches.right.text })),
    )
    .build(),

  'a repetition with a state': blueprint('p')
    .nodes((block) =>
      block
        .recursive(
          'refine',
          ({ variables }) => ({
            state: { text: 'First.', score: 0 },
            state_schema: { text: 'string', score: 'number' },
            until: expression<boolean>`${variables.state}.score > 0.8 || ${variables.iteration} > 2`,
            max_iterations: 3,
            on_limit: 'continue',
          }),
          (body) =>
            body
              .llm('draft', ({ variables }) => ({
                ...answer,
                prompt: `Better: ${variables.state.text}`,
                output_schema: { text: 'string', score: 'number' },
              }))
              .output(({ nodes }) => nodes.draft),
        )
        .tool('wait', 'sleep', ({ nodes }) => ({ ms: nodes.refine.iterations })),
    )
    .output('text', ({ nodes }) => nodes.refine.state.text)
    .build(),

  'a group with a retry around it': blueprint('p')
    .nodes((block) =>
      block
        .group('twice', { retry: { on: ['timeout'], max_attempts: 2 }, timeout_s: 10 }, (inner) =>
          inner
            .tool('one', 'sleep', { ms: 1 })
            .tool('two', 'sleep', ({ nodes }) => ({ ms: nodes.one.ms }))
            .output(({ nodes }) => nodes.two.ms),
        )
        .tool('three', 'sleep', ({ nodes }) => ({ ms: nodes.twice })),
    )
    .build(),

  'an agent with tools': blueprint('p')
    .input('question', { type: 'string' })
    .nodes((block) =>
      block
        .agent('helper', ({ inputs }) => ({
          ...answer,
          instructions: 'Answer from the notes only.',
          input: { question: inputs.question },
          tools: ['memory_search', 'memory_read'],
          max_iterations: 3,
          memory: { scope: 'key', key: `of ${inputs.question}` },
          output_schema: { answer: 'string', sources: 'string[]' },
        }))
        .tool('keep', 'memory_write', ({ nodes }) => ({ key: nodes.helper.answer, value: nodes.helper.sources })),
    )
    .build(),

  'agents that answer together': blueprint('p')
    .nodes((block) =>
      block
        .swarm('verdict', {
          strategy: 'consensus',
          max_rounds: 2,
          threshold: 1,
          output_schema: { enum: ['yes', 'no'] },
          agents: [
            { role: 'editor', instructions: 'Is it good?', ...answer },
            { role: 'lawyer', instructions: 'Is it true?', ...answer },
          ],
        })
        .llm('explain', ({ nodes }) => ({
          ...answer,
          prompt: `${nodes.verdict.answer}, and the lawyer said ${nodes.verdict.votes.lawyer}`,
        })),
    )
    .build(),

  'questions to people, and signals': blueprint('p')
    .nodes((block) =>
      block
        .human('sure', { prompt: 'Sure?', approval: 'approve_reject' })
        .human('size', {
          prompt: 'Which size?',
          approval: 'choice',
          choices: ['small', 'large'],
          timeout_s: 60,
          on_timeout: { value: 'small' },
        })
        .human('age', { prompt: 'How old?', approval: 'input', answer_schema: { type: 'integer' } })
        .wait('paid', { signal: 'paid', answer_schema: { cents: 'integer' }, dependencies: ['sure'] })
        .wait('rest', { for_s: 5 })
        .tool('show', 'text_template', ({ nodes }) => ({ template: nodes.size, data: { answer: nodes.sure } }))
        .tool('sleep', 'sleep', ({ nodes }) => ({ ms: nodes.paid.cents }), { dependencies: ['rest'] })
        .tool('older', 'sleep', ({ nodes }) => ({ ms: nodes.age })),
    )
    .build(),

  'code and child executions, typed by their output_schema': blueprint('p')
    .input('from', { type: 'integer', minimum: 0, maximum: 3, default: 2 })
    .nodes((block) =>
      block
        .code('half', ({ inputs }) => ({
          source: 'return { half: inputs.n / 2 };',
          inputs: { n: inputs.from },
          output_schema: { half: 'number' },
        }))
        .workflow('rest', ({ inputs }) => ({
          blueprint: 'self',
          inputs: { from: expression`${inputs.from} - 1` },
          when: expression<boolean>`${inputs.from} > 0`,
        }))
        .tool('wait', 'sleep', ({ nodes }) => ({ ms: nodes.half.half })),
    )
    .build(),

  'monitors, a last block and facts of node runs': blueprint('p', { on_budget: 'fail', tags: ['shown'] })
    .nodes((block) =>
      block
        .tool('try', 'http_request', { url: 'https://example.com/' }, { on_error: 'continue' })
        .tool('tell', 'text_template', ({ runs }) => ({
          template: runs.try.status,
          data: { attempts: runs.try.attempts },
        })),
    )
    .monitor(({ execution }) => ({
      when: expression<boolean>`${execution.failures} > 2`,
      action: 'cancel',
      message: `Cancelled after ${execution.failures} failures.`,
    }))
    .finally((block) =>
      block.tool('note', 'echo', ({ runs, execution }) => ({ value: [runs.try.status, execution.id] })),
    )
    .build(),

  'tools of one’s own, tools that nobody described, and plain nodes': blueprint<OwnTools>('p')
    .input('text', { type: 'string' })
    .nodes((block) =>
      block
        .tool('count', 'word_count', ({ inputs }) => ({ text: inputs.text }))
        .tool('look', 'docs__search', ({ inputs }) => ({ query: inputs.text, top: 3 }))
        .tool('wait', 'sleep', ({ nodes }) => ({ ms: nodes.count.words }))
        .node('other', ({ nodes }) => ({ type: 'tool', tool_name: 'echo', tool_args: { value: nodes.look.best } })),
    )
    .build(),
};
