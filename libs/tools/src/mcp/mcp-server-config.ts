/** What the operator says of one MCP server. Headers, variables, arguments and the query of an address may hold tokens: nothing of
 *  this is ever shown but the name of the server and its host. */

/** What is said of every server. */
export interface McpServerSettings {
  /** `[a-z][a-z0-9_]{0,31}`, unique in the process: the names of its toolkit and of its tools begin with it. */
  readonly name: string;
  /** For one call, in ms, with what it takes to connect anew. */
  readonly timeoutMs: number;
  /** True: when it cannot be reached at the start, its tools are absent. False: the start is refused. */
  readonly isOptional: boolean;
}

/** A server that speaks Streamable HTTP. */
export interface McpHttpServer extends McpServerSettings {
  readonly kind: 'http';
  /** http or https, without user name, password and fragment. It may lead into the network: it is the operator's word. */
  readonly url: string;
  /** Sent with every request; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A server that is a process of this machine. Never made of anything but the operator's configuration: a blueprint starts none. */
export interface McpStdioServer extends McpServerSettings {
  readonly kind: 'stdio';
  /** Found by `PATH`; no shell reads it. */
  readonly command: string;
  readonly args: readonly string[];
  /** Variables beside `PATH` and `HOME`. */
  readonly env: Readonly<Record<string, string>>;
  /** Null = the working directory of this process. */
  readonly cwd: string | null;
}

/** One server. */
export type McpServerConfig = McpHttpServer | McpStdioServer;
