/** Names for tools of MCP servers. Names of servers are whatever their makers liked; ours have one form and stand in blueprints, so the
 *  same server gives the same names however it orders its list. */

const longestName = 64;

/**
 * A name for every tool, in the order given: `<server>__<tool>` in lower case, other characters as `_`, at most 64.
 * @param taken names that are given away; the new ones are added. A name that is taken gets a number at its end.
 */
export function mcpToolNames(server: string, tools: readonly string[], taken: Set<string>): readonly string[] {
  const names = new Map<string, string>();
  for (const tool of [...tools].sort(byClaim)) names.set(tool, claim(`${server}__${sanitized(tool)}`, taken));
  return tools.map((tool) => names.get(tool) as string);
}

function sanitized(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9_]/g, '_');
}

/** A tool whose name fits as it is has the better claim to it than one whose name had to be bent. */
function byClaim(one: string, other: string): number {
  const bent = Number(sanitized(one) !== one) - Number(sanitized(other) !== other);
  return bent || (one < other ? -1 : 1);
}

function claim(wanted: string, taken: Set<string>): string {
  let name = wanted.slice(0, longestName);
  for (let number = 2; taken.has(name); number += 1) {
    const ending = `_${number}`;
    name = wanted.slice(0, longestName - ending.length) + ending;
  }
  taken.add(name);
  return name;
}
