/** What the documentation of partial blueprints shows. Tests send the request examples as they stand. */

const node = { id: 'hello', type: 'tool', tool_name: 'echo', tool_args: { value: 'Hello!' } };

/** How one may begin, by the name of the example. */
export const creationExamples = {
  empty: { value: {} },
  node: { value: { node } },
  blueprint: { value: { blueprint: { name: 'greeting', nodes: [node] } } },
} as const;

/** How one may be changed. */
export const updateExamples = {
  action: { value: { action: 'add_node', node: { id: 'shout', type: 'tool', tool_name: 'echo' } } },
  actions: {
    value: {
      actions: [
        { action: 'connect', from: 'nodes.hello.value', to: 'shout.tool_args.value' },
        { action: 'set', values: { title: 'A greeting' } },
      ],
    },
  },
  blueprint: { value: { blueprint: { schema_version: '1.0', name: 'greeting', nodes: [node] } } },
} as const;

const id = 'pbp_01JD2X8Q4N6T9VZK3R5M7P0W1B';
const version_lock = 'lk_01JD2X8Q4N6T9VZK3R5M7P0W1C';

/** A partial blueprint, half finished. */
export const partialExample = {
  id,
  version_lock,
  blueprint: { schema_version: '1.0', name: 'untitled', nodes: [] },
  diagnostics: [
    {
      code: 'empty-blueprint',
      severity: 'error',
      message: 'There is no node yet.',
      pointer: '/nodes',
      node_id: null,
    },
  ],
  pending_inputs: [],
};

/** A suggestion. */
export const suggestionExample = {
  id: 'sg_0f3c9a71b2d4',
  type: 'output',
  reason: 'Nobody reads what "hello" gives.',
  confidence: 0.6,
  patch: [{ op: 'add', path: '/outputs', value: { hello: '{{ nodes.hello }}' } }],
};

/** A row of the list. */
export const partialRowExample = {
  id,
  name: 'untitled',
  title: null,
  version_lock,
  created_at: '2026-11-25T14:58:00.000Z',
  updated_at: '2026-11-25T15:00:00.000Z',
};
