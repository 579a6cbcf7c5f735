/** The configuration of one process: complete, validated, frozen. Whoever needs a setting injects `APP_CONFIG`; nobody else looks
 *  into the environment. */
import type { McpServerConfig } from '@ice/tools';
import type { JsonLimits } from '../http/json/json-limits.js';
import type { McpLimits } from '../mcp-protocol/mcp-limits.js';
import type { StreamLimits } from '../stream/stream-limits.js';

/** How much is logged; `silent` is nothing. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** One of `logLevels`. */
export type LogLevel = (typeof logLevels)[number];

/** What the operator sets, one member for each variable of the environment. */
export interface Settings {
  /** A loopback address or `localhost`. */
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  readonly store: 'sqlite' | 'memory';
  /** Absolute. */
  readonly dataDir: string;
  readonly durability: 'strict' | 'relaxed';
  readonly testMode: boolean;
  /** Keys of providers: shown nowhere. Null = not set. */
  readonly openaiApiKey: string | null;
  /** Null = the provider's public address; so for the others. */
  readonly openaiBaseUrl: string | null;
  readonly anthropicApiKey: string | null;
  readonly anthropicBaseUrl: string | null;
  readonly deepseekApiKey: string | null;
  readonly deepseekBaseUrl: string | null;
  /** Names, patterns and exclusions; null = the models that are allowed by default. */
  readonly allowedModels: readonly string[] | null;
  /** USD a call of a model without a listed price. */
  readonly priceFloorUsd: number;
  /** Addresses of more servers of models, by provider name. */
  readonly modelServers: ReadonlyMap<string, string>;
  /** Calls under way at each provider. */
  readonly modelConcurrency: number;
  /** Calls that may begin at each provider in any 60 s; null = no limit. */
  readonly modelRequestsPerMinute: number | null;
  /** `record` only with `testMode` false; `replay` wins over it. */
  readonly cassettes: 'off' | 'record' | 'replay';
  /** Absolute. */
  readonly cassetteDir: string;
  /** `host:port`s inside the network that the HTTP tool may reach. */
  readonly httpToolAllow: readonly string[];
  /** MCP servers whose tools are in the catalog; headers and variables of them are shown nowhere. */
  readonly mcpServers: readonly McpServerConfig[];
  /** Absolute folders from which tools may read files. */
  readonly filesDirs: readonly string[];
  /** Attempts at a time in this process. */
  readonly concurrency: number;
  /** How long a worker is believed to be alive after its last sign of life, in ms. */
  readonly leaseMs: number;
  /** Days for which executions are kept after they have ended; null = for ever. */
  readonly retentionDays: number | null;
  readonly logLevel: LogLevel;
  /** Host names, beside the loopback ones, that requests may name in `Host`. */
  readonly allowedHosts: readonly string[];
  /** Origins, beside the server's own, from which browsers may change things. */
  readonly allowedOrigins: readonly string[];
}

/** The bounds of the HTTP server. No variable sets them. */
export interface HttpLimits {
  readonly maxBodyBytes: number;
  /** Request line and headers together. */
  readonly maxHeaderBytes: number;
  /** Longest path parameter, in characters. */
  readonly maxParamLength: number;
  /** From the first byte of a request to its last, at most. */
  readonly requestTimeoutMs: number;
  /** From the first byte (or the connection) to the end of the headers, at most. */
  readonly headersTimeoutMs: number;
  /** How long a connection may wait for its next request. */
  readonly idleTimeoutMs: number;
  /** How often timeouts are looked at; they are kept to the earlier side. */
  readonly timeoutCheckMs: number;
  /** How long open requests are waited for when the process is told to stop. */
  readonly shutdownGraceMs: number;
  readonly json: JsonLimits;
}

/** See the head of this file. */
export interface AppConfig extends Settings {
  readonly http: HttpLimits;
  readonly stream: StreamLimits;
  readonly mcp: McpLimits;
}
