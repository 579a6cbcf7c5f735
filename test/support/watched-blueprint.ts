/** Small documents for suites that watch an execution. */

/** A tool node; `dependencies` order it behind others. */
export function toolNode(id: string, tool_name: string, tool_args: object, ...dependencies: readonly string[]): object {
  return { id, type: 'tool', tool_name, tool_args, ...(dependencies.length > 0 && { dependencies }) };
}

/** A blueprint of these nodes; `rest` adds or replaces top-level fields. */
export function watchedBlueprint(nodes: readonly object[], rest: object = {}): object {
  return { schema_version: '1.0', name: 'watched', nodes, ...rest };
}
