/** What the documentation of blueprints shows. Tests send the request examples as they stand. */

/** A blueprint with two nodes of which the second reads the first. */
export const blueprintExample = {
  schema_version: '1.0',
  name: 'greeting',
  tags: ['demo'],
  inputs: { who: { type: 'string', default: 'world' } },
  nodes: [
    { id: 'hello', type: 'tool', tool_name: 'echo', tool_args: { value: 'Hello, {{ inputs.who }}!' } },
    { id: 'shout', type: 'tool', tool_name: 'echo', tool_args: { value: '{{ upper(nodes.hello.value) }}' } },
  ],
  outputs: { text: '{{ nodes.shout.value }}' },
} as const;

/** A patch of it. */
export const patchExample = {
  title: 'A greeting',
  nodes: [{ id: 'hello', tool_args: { value: 'Good morning, {{ inputs.who }}!' } }],
} as const;

const id = 'bp_01JD2X8Q4N6T9VZK3R5M7P0W1B';
const version_lock = 'lk_01JD2X8Q4N6T9VZK3R5M7P0W1C';
const revision = 'sha256:6f1ed002ab5595859014ebf0951522d9f0a3b1f9c5a1f2e1d4f0c6f5b2d1e0a9';
const updated_at = '2026-11-25T15:00:00.000Z';

/** The answer of a write. */
export const factsExample = { id, version_lock, revision, updated_at };

/** A row of the list. */
export const rowExample = {
  id,
  name: 'greeting',
  title: null,
  tags: ['demo'],
  version_lock,
  revision,
  updated_at,
  created_at: '2026-11-25T14:58:00.000Z',
};
