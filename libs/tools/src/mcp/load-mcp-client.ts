/** The official client, loaded with the first server: a start without any pays nothing for it. */

/** What the client package exports. */
export type McpSdk = typeof import('@modelcontextprotocol/client');

/** Loads the package, once for the process. */
export function loadMcpClient(): Promise<McpSdk> {
  return import('@modelcontextprotocol/client');
}
