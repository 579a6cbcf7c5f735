/** Small documents for suites that watch an execution. */

/** A tool node; `dependencies` order it behind others. */
export function toolNode(id: string, tool_name: string, tool_args: object, ...dependencies: readonly string[]): object {
  return { id, type: 'tool', tool_name, tool_args, ...(dependencies.length > 0 && { dependencies }) };
}

/** A blueprint of these nodes; `rest` adds or replaces top-level fields. */
export function watchedBlueprint(nodes: readonly object[], rest: object = {}): object {
  return { schema_version: '1.0', name: 'watched', nodes, ...rest };
}

/** Ends by itself within a tenth of a second, after some forty events. */
export const quick = watchedBlueprint([
  toolNode('begin', 'echo', { value: [1, 2, 3, 4, 5] }),
  {
    id: 'rows',
    type: 'loop',
    items: '{{ nodes.begin.value }}',
    item_var: 'row',
    max_items: 10,
    concurrency: 2,
    body: { nodes: [toolNode('wait', 'sleep', { ms: 4 }), toolNode('copy', 'echo', { value: '{{ row }}' }, 'wait')] },
  },
]);
