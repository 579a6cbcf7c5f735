/** Small sound blueprints for tests of the API. */

/** A blueprint of one `echo` node called `a`. */
export function echoBlueprint(name = 'sample', more: object = {}): Record<string, unknown> {
  const nodes = [{ id: 'a', type: 'tool', tool_name: 'echo', tool_args: { value: name } }];
  return { schema_version: '1.0', name, nodes, ...more };
}
