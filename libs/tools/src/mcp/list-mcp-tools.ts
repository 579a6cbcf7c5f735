/** Lists the tools of a server, all pages, within bounds: a list without an end would hold up the start. */
import { z } from 'zod';
import type { McpConnection } from './mcp-connection.js';
import { readListedTool, type ListedTool } from './listed-tool.js';

/** Tools of one server. */
export const maxToolsOfServer = 200;

const maxPages = 100;

/** What a server offers. */
export interface ToolListing {
  readonly tools: readonly ListedTool[];
  /** Ends of sentences about what was left out; each begins with the server's own words, unbounded. */
  readonly leftOut: readonly { readonly name: string; readonly because: string }[];
  /** True when the server has more tools than are taken. */
  readonly isCut: boolean;
}

const Page = z.looseObject({ tools: z.array(z.unknown()), nextCursor: z.string().max(10_000).optional() });

/** See the head of this file. Rejects with the client's errors. */
export async function listMcpTools(connection: McpConnection, signal: AbortSignal): Promise<ToolListing> {
  const entries = connection.hasTools ? await allEntries(connection, signal) : [];
  const readings = entries.slice(0, maxToolsOfServer).map((entry, index) => readListedTool(entry, index + 1));
  const tools = new Map<string, ListedTool>();
  const leftOut: { readonly name: string; readonly because: string }[] = [];
  for (const reading of readings) {
    if (!reading.ok) leftOut.push(reading);
    else if (tools.has(reading.tool.name)) leftOut.push({ name: reading.tool.name, because: 'is listed twice' });
    else tools.set(reading.tool.name, reading.tool);
  }
  return { tools: [...tools.values()], leftOut, isCut: entries.length > maxToolsOfServer };
}

async function allEntries(connection: McpConnection, signal: AbortSignal): Promise<readonly unknown[]> {
  const entries: unknown[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < maxPages; pages += 1) {
    const page = await connection.tools(cursor, Page, signal);
    entries.push(...page.tools);
    if (page.nextCursor === undefined || page.nextCursor === cursor || entries.length > maxToolsOfServer) break;
    cursor = page.nextCursor;
  }
  return entries;
}
