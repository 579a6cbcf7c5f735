// The kinds of work: what each does, which calls to the outside world it makes, and what people are asked. All executions of a shape
// share one blueprint and differ by the input `subject`, so that a server which has just begun compiles few of them.

/**
 * @typedef {object} Question
 * @property {string} path Of the node run that waits.
 * @property {'asked' | 'early'} manner `asked`: answered by its id once it is open. `early`: by its path or name, mostly before it is.
 * @property {string} [name] Of the signal; an early answer goes to its name then, else to its path.
 */

/**
 * @typedef {object} Shape
 * @property {string} name
 * @property {number} share How many of all the shares it gets.
 * @property {readonly string[]} calls Suffixes of the subjects of the calls that the execution makes itself.
 * @property {readonly string[]} [childCalls] Of those that its child makes.
 * @property {readonly string[]} [onceCalls] Of those that must not be made twice, whatever happens.
 * @property {readonly Question[]} [questions]
 * @property {boolean} [isCancelled] Somebody cancels it: it must end so, and never get as far as its last call.
 * @property {object} what Of the start request: a document, or the id of a stored one.
 */

/** @typedef {{ child: string, edited: string }} StoredBlueprints Their ids. */

const answerSchema = { n: 'integer' };
/** Longer than anything else takes. */
const neverMs = 600_000;

/** @param {string} address `host:port` of the ledger @param {StoredBlueprints} stored @returns {readonly Shape[]} */
export function shapes(address, stored) {
  const call = calls(address);
  const middle = (/** @type {object} */ node) => [call('a'), { dependencies: ['a'], ...node }, call('b', 'middle')];
  const ask = { id: 'middle', type: 'human', prompt: 'How many for {{ inputs.subject }}?', approval: 'input' };
  const question = { ...ask, answer_schema: answerSchema };
  const paid = { id: 'middle', type: 'wait', signal: 'paid', answer_schema: answerSchema };
  const child = { id: 'middle', type: 'workflow', blueprint: stored.child };
  const once = { ...call('middle'), effect: 'at_most_once', on_error: 'continue' };
  const both = ['a', 'b'];
  return [
    shape('chain', 3, both, middle(nap('middle', 400))),
    shape('fan-out', 2, both, fanOut(call)),
    shape('loop', 2, both, middle(loopOfModels)),
    shape('timer', 1, both, middle({ id: 'middle', type: 'wait', for_s: '{{ inputs.short_s }}' })),
    shape('long timer', 1, both, middle({ id: 'middle', type: 'wait', for_s: '{{ inputs.long_s }}' })),
    { ...shape('question', 2, both, middle(question)), questions: [{ path: 'middle', manner: 'asked' }] },
    { ...shape('early answer', 1, both, middle(question)), questions: [{ path: 'middle', manner: 'early' }] },
    { ...shape('signal', 1, both, middle(paid)), questions: [{ path: 'middle', manner: 'early', name: 'paid' }] },
    {
      ...shape('child', 2, ['b'], [{ ...child, inputs: { subject: '{{ inputs.subject }}' } }, call('b', 'middle')]),
      childCalls: ['c', 'd'],
    },
    { ...shape('once', 1, both, middle(once)), onceCalls: ['middle'] },
    { ...shape('cancelled', 1, both, middle(nap('middle', neverMs))), isCancelled: true },
    { ...shape('edited', 1, both, []), what: { blueprint_id: stored.edited } },
  ];
}

/** What the children run. @param {string} address `host:port` of the ledger */
export function childBlueprint(address) {
  const call = calls(address);
  const nodes = [call('c'), nap('rest', 200, 'c'), call('d', 'rest')];
  const outputs = { said: '{{ nodes.d.body.subject }}', first: '{{ nodes.c.body.subject }}' };
  return { ...documentOf('chaos_child', nodes), inputs: { subject: { type: 'string' } }, outputs };
}

/** What somebody changes while it runs: each version says which one it is. @param {string} address `host:port` of the ledger @param {number} version */
export function editedBlueprint(address, version) {
  const call = calls(address);
  const nodes = [call('a'), nap('middle', 300, 'a'), call('b', 'middle')];
  return { ...documentOf('chaos_edited', nodes), inputs, outputs: { version } };
}

const inputs = { subject: { type: 'string' }, short_s: { type: 'number' }, long_s: { type: 'number' } };

/** @param {string} name @param {number} share @param {readonly string[]} calls @param {readonly object[]} nodes @returns {Shape} */
function shape(name, share, calls, nodes) {
  const blueprint = { ...documentOf(`chaos_${name.replace(' ', '_')}`, nodes), inputs };
  return { name, share, calls, what: { blueprint } };
}

/** @param {string} name @param {readonly object[]} nodes */
function documentOf(name, nodes) {
  return { schema_version: '1.0', name, nodes };
}

/** @param {string} address */
function calls(address) {
  return (/** @type {string} */ id, /** @type {string[]} */ ...dependencies) => ({
    id,
    type: 'tool',
    tool_name: 'http_request',
    tool_args: { method: 'POST', url: `http://${address}/{{ inputs.subject }}-${id}`, body: {} },
    dependencies,
  });
}

/** @param {string} id @param {number} ms @param {string[]} dependencies */
function nap(id, ms, ...dependencies) {
  return { id, type: 'tool', tool_name: 'sleep', tool_args: { ms }, ...(dependencies.length > 0 && { dependencies }) };
}

/** @param {ReturnType<typeof calls>} call */
function fanOut(call) {
  const naps = ['w', 'x', 'y', 'z'].map((id, index) => nap(id, 100 * (index + 1), 'a'));
  return [call('a'), ...naps, call('b', 'w', 'x', 'y', 'z')];
}

const say = { id: 'say', type: 'llm', model: 'gpt-4o-mini', prompt: 'Say {{ item }}.', max_output_tokens: 20 };
const loopOfModels = {
  id: 'middle',
  type: 'loop',
  items: [1, 2, 3],
  item_var: 'item',
  concurrency: 2,
  body: { nodes: [nap('rest', 150), { ...say, dependencies: ['rest'] }] },
};
