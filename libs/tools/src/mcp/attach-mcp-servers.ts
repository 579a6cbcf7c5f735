/** Attaches the operator's MCP servers: connects to each, and makes toolkits of their tools. The list of tools is read once, because a
 *  compiled blueprint relies on it; a server that has others later is asked again at the next start. */
import { IceError, isFailureError, type Toolkit } from '@ice/core';
import { defineToolkit } from '../toolkit.js';
import { AttachedMcpServer } from './attached-mcp-server.js';
import { defineMcpTool } from './define-mcp-tool.js';
import { maxToolsOfServer, type ToolListing } from './list-mcp-tools.js';
import { loadMcpClient } from './load-mcp-client.js';
import type { McpServerConfig } from './mcp-server-config.js';
import { mcpToolNames } from './mcp-tool-names.js';

/** What servers are attached with. */
export interface AttachOptions {
  /** `PATH` and `HOME` of processes; they inherit nothing else. */
  readonly environment: Readonly<Record<string, string>>;
  /** Told to servers as the version of their client. */
  readonly version: string;
  /** Takes a sentence for the operator: an optional server that is not there, a tool that is left out. No secret. */
  readonly warn: (sentence: string) => void;
}

/** Servers that are attached. */
export interface AttachedMcpServers {
  /** One for each server that was reached, `mcp_<server>`. */
  readonly toolkits: readonly Toolkit[];
  /** Ends connections and processes: none is left when this resolves. Never rejects. */
  close(): Promise<void>;
}

/**
 * Attaches servers, all at a time.
 * @throws IceError `mcp-unavailable` when one that is not optional cannot be used; nothing is left open then.
 */
export async function attachMcpServers(
  servers: readonly McpServerConfig[],
  options: AttachOptions,
): Promise<AttachedMcpServers> {
  if (servers.length === 0) return { toolkits: [], close: async () => undefined };
  const means = { sdk: await loadMcpClient(), environment: options.environment, version: options.version };
  const attached = servers.map((server) => new AttachedMcpServer(server, means));
  const close = async (): Promise<void> => {
    await Promise.all(attached.map((server) => server.close()));
  };
  const outcomes = await Promise.all(attached.map(listOf));
  const missing = outcomes.filter((outcome) => outcome.listing === null);
  const refusals = missing.filter(({ server }) => !server.config.isOptional).map(({ reason }) => reason);
  if (refusals.length > 0) {
    await close();
    throw new IceError('mcp-unavailable', refusals.join('\n'), { evidence: { servers: refusals.length } });
  }
  for (const { reason } of missing) options.warn(`${reason} It is optional: its tools are absent.`);
  return { toolkits: toolkitsOf(outcomes, options.warn), close };
}

interface Outcome {
  readonly server: AttachedMcpServer;
  readonly listing: ToolListing | null;
  /** Empty with a listing. */
  readonly reason: string;
}

async function listOf(server: AttachedMcpServer): Promise<Outcome> {
  try {
    return { server, listing: await server.list(), reason: '' };
  } catch (error) {
    if (!isFailureError(error)) throw error;
    return { server, listing: null, reason: error.message };
  }
}

function toolkitsOf(outcomes: readonly Outcome[], warn: AttachOptions['warn']): readonly Toolkit[] {
  const taken = new Set<string>();
  return outcomes.flatMap(({ server, listing }) => {
    if (listing === null) return [];
    warnOfLeftOut(server, listing, warn);
    return [toolkitOf(server, listing, taken)];
  });
}

function toolkitOf(server: AttachedMcpServer, { tools }: ToolListing, taken: Set<string>): Toolkit {
  const { name } = server.config;
  const names = mcpToolNames(
    name,
    tools.map((tool) => tool.name),
    taken,
  );
  return defineToolkit({
    name: `mcp_${name}`,
    description: `Tools of the attached MCP server ${name}.`,
    tools: tools.map((tool, index) => defineMcpTool(server, tool, names[index] as string)),
  });
}

function warnOfLeftOut({ teller }: AttachedMcpServer, listing: ToolListing, warn: AttachOptions['warn']): void {
  const { server, show } = teller;
  for (const { name, because } of listing.leftOut)
    warn(`The tool "${show(name, 100)}" of the MCP server ${server} is left out: it ${show(because, 500)}.`);
  if (listing.isCut) warn(`The MCP server ${server} has more than ${maxToolsOfServer} tools: the rest is left out.`);
}
