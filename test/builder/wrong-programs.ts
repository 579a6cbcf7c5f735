/** Programs that must not compile, each for one reason, on the line below its comment. The comment begins with the code that TypeScript has
 *  for it. Nothing here is run; `programs.spec.ts` compiles it without the comments and finds these errors and no others. */
import { blueprint } from '@ice/builder';

const answer = { model: 'openai/gpt-4o-mini', max_output_tokens: 50 } as const;
const start = blueprint('p').input('text', { type: 'string' }).input('count', { type: 'integer' });

/** What each gets wrong. */
export const wrongPrograms = {
  'an input that is not there': () =>
    // @ts-expect-error TS2551 there is no input `texts`
    start.nodes((block) => block.tool('say', 'echo', ({ inputs }) => ({ value: inputs.texts }))),

  'a node that is not there': () =>
    // @ts-expect-error TS2339 there is no node `one`
    start.nodes((block) => block.tool('say', 'echo', ({ nodes }) => ({ value: nodes.one }))),

  'a node that comes later': () =>
    start.nodes((block) =>
      block
        // @ts-expect-error TS2339 `second` has not been written yet
        .tool('first', 'echo', ({ nodes }) => ({ value: nodes.second }))
        .tool('second', 'echo'),
    ),

  'a node inside of a container that has ended': () =>
    start.nodes((block) =>
      block
        .group('box', {}, (inner) => inner.tool('inside', 'echo'))
        // @ts-expect-error TS2339 only the group can be read from outside
        .tool('say', 'echo', ({ nodes }) => ({ value: nodes.inside })),
    ),

  'a second node with one id': () =>
    // @ts-expect-error TS2345 `say` is taken
    start.nodes((block) => block.tool('say', 'echo').tool('say', 'echo')),

  'an id that is taken by a node inside': () =>
    start.nodes((block) =>
      block
        .group('box', {}, (inner) => inner.tool('say', 'echo'))
        // @ts-expect-error TS2345 `say` is taken
        .llm('say', { ...answer, prompt: 'Hello.' }),
    ),

  'a second input of one name': () =>
    // @ts-expect-error TS2345 `text` is taken
    start.input('text', { type: 'number' }),

  'a tool that is not there': () =>
    // @ts-expect-error TS2345 there is no tool `csv_lodaer`
    start.nodes((block) => block.tool('load', 'csv_lodaer', { path: 'a.csv' })),

  'a tool without the arguments that it needs': () =>
    // @ts-expect-error TS2345 csv_loader needs a path
    start.nodes((block) => block.tool('load', 'csv_loader')),

  'arguments without one that is needed': () =>
    // @ts-expect-error TS2345 csv_loader needs a path
    start.nodes((block) => block.tool('load', 'csv_loader', { limit: 3 })),

  'an argument that the tool does not know': () =>
    // @ts-expect-error TS2322 csv_loader has no argument `seperator`
    start.nodes((block) => block.tool('load', 'csv_loader', { path: 'a.csv', seperator: ';' })),

  'an argument that the tool does not know, beside a reference': () =>
    // @ts-expect-error TS2345 csv_loader has no argument `seperator`
    start.nodes((block) => block.tool('load', 'csv_loader', ({ inputs }) => ({ path: inputs.text, seperator: ';' }))),

  'a text where a number is wanted': () =>
    // @ts-expect-error TS2345 sleep wants a number
    start.nodes((block) => block.tool('wait', 'sleep', ({ inputs }) => ({ ms: inputs.text }))),

  'a number where a text is wanted': () =>
    // @ts-expect-error TS2345 csv_loader wants a text
    start.nodes((block) => block.tool('load', 'csv_loader', ({ inputs }) => ({ path: inputs.count }))),

  'a literal that is none of the texts that are taken': () =>
    // @ts-expect-error TS2322 there is no method FETCH
    start.nodes((block) => block.tool('get', 'http_request', { method: 'FETCH', url: 'https://example.com/' })),

  'a member that the output of a tool does not have': () =>
    start.nodes((block) =>
      block
        .tool('price', 'pricing_strategy', { cost: 1 })
        // @ts-expect-error TS2551 the output has `price`
        .tool('say', 'echo', ({ nodes }) => ({ value: nodes.price.prise })),
    ),

  'a member that the output_schema of a model does not have': () =>
    start.nodes((block) =>
      block
        .llm('copy', {
          ...answer,
          prompt: 'Write.',
          output_schema: { type: 'object', properties: { title: { type: 'string' } }, required: ['title'] },
        })
        // @ts-expect-error TS2551 the schema has `title`
        .tool('say', 'echo', ({ nodes }) => ({ value: nodes.copy.titel })),
    ),

  'an optional member where it may not be null': () =>
    blueprint('p')
      .input('box', { note: 'string?' })
      // @ts-expect-error TS2345 a member that is absent reads as null
      .nodes((block) => block.tool('load', 'csv_loader', ({ inputs }) => ({ path: inputs.box.note }))),

  'a member of what may be null': () =>
    start.nodes((block) =>
      block
        .condition('check', { expression: 'inputs.count > 1' }, (then) => then.tool('wait', 'sleep', { ms: 1 }))
        // @ts-expect-error TS2339 the output is null where the condition does not hold
        .tool('say', 'echo', ({ nodes }) => ({ value: nodes.check.output.ms })),
    ),

  'a loop over what is no list': () =>
    start.nodes((block) =>
      block.loop(
        'each',
        // @ts-expect-error TS2345 a text is no list
        ({ inputs }) => ({ items: inputs.text, item_var: 'letter', max_items: 10 }),
        (body) => body.tool('say', 'echo'),
      ),
    ),

  'the item of a loop where another type is wanted': () =>
    start.nodes((block) =>
      block.tool('load', 'csv_loader', { path: 'a.csv' }).loop(
        'each',
        ({ nodes }) => ({ items: nodes.load.columns, item_var: 'column', max_items: 10 }),
        // @ts-expect-error TS2345 a column is a text
        (body) => body.tool('wait', 'sleep', ({ variables }) => ({ ms: variables.column })),
      ),
    ),

  'the item of a loop outside of it': () =>
    start.nodes((block) =>
      block
        .loop('each', { items: [1, 2], item_var: 'number' }, (body) => body.tool('say', 'echo'))
        // @ts-expect-error TS2339 the item is read in the body only
        .tool('again', 'echo', ({ variables }) => ({ value: variables.number })),
    ),

  'a condition that is no boolean': () =>
    // @ts-expect-error TS2345 a number is no condition
    start.nodes((block) => block.llm('say', ({ inputs }) => ({ ...answer, prompt: 'Hello.', when: inputs.count }))),

  'a dependency that is not there': () =>
    // @ts-expect-error TS2345 there is no node `one`
    start.nodes((block) => block.llm('say', { ...answer, prompt: 'Hello.', dependencies: ['one'] })),

  'a field that the kind does not have': () =>
    // @ts-expect-error TS2345 it is called max_output_tokens
    start.nodes((block) => block.llm('say', ({ inputs }) => ({ ...answer, prompt: inputs.text, max_tokens: 5 }))),

  'a model that is asked nothing': () =>
    // @ts-expect-error TS2345 it needs a prompt or messages
    start.nodes((block) => block.llm('say', { ...answer })),

  'a tool of an agent that is not there': () =>
    start.nodes((block) =>
      // @ts-expect-error TS2322 there is no tool `browse`
      block.agent('helper', { ...answer, instructions: 'Help.', input: null, tools: ['browse'], max_iterations: 2 }),
    ),

  'an answer that cannot be given': () =>
    start.nodes((block) =>
      block
        .human('sure', { prompt: 'Sure?', approval: 'approve_reject' })
        // @ts-expect-error TS2345 the answer is a text
        .tool('wait', 'sleep', ({ nodes }) => ({ ms: nodes.sure })),
    ),

  'a branch that is not there': () =>
    start.nodes((block) =>
      block
        .parallel('both', {}, { left: (left) => left.tool('one', 'echo'), right: (right) => right.tool('two', 'echo') })
        // @ts-expect-error TS2339 there is no branch `middle`
        .tool('say', 'echo', ({ nodes }) => ({ value: nodes.both.branches.middle })),
    ),

  'an output of a node that is not there': () =>
    // @ts-expect-error TS2339 there is no node `summary`
    start.nodes((block) => block.tool('say', 'echo')).output('all', ({ nodes }) => nodes.summary),
};
