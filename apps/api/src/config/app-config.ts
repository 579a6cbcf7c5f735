/** The configuration of one process: complete, validated, frozen. Whoever needs a setting injects `APP_CONFIG`; nobody else looks
 *  into the environment. */
import type { McpServerConfig } from '@ice/tools';
import type { KeyObject } from 'node:crypto';
import type { BootstrapKey } from '../access/keys/bootstrap-key.js';
import type { BudgetWindow } from '../governance/budget-window.js';
import type { JsonLimits } from '../http/json/json-limits.js';
import type { McpLimits } from '../mcp-protocol/mcp-limits.js';
import type { Quotas } from '../rate-limit/quotas.js';
import type { RateLimits } from '../rate-limit/rate-limits.js';
import type { StreamLimits } from '../stream/stream-limits.js';

/** How much is logged; `silent` is nothing. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** One of `logLevels`. */
export type LogLevel = (typeof logLevels)[number];

/** What the operator sets, one member for each variable of the environment. */
export interface Settings {
  /** Any address; another one than loopback needs a key. */
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  readonly store: 'sqlite' | 'redis' | 'memory';
  /** One address, or those of a Cluster with commas between; shown nowhere. Never null where `store` is `redis`. */
  readonly redisUrl: string | null;
  readonly redisPrefix: string;
  /** Another one than `all` only where `store` is `redis`. */
  readonly role: 'all' | 'api' | 'worker';
  /** Taken from the line at a time. */
  readonly workerExecutions: number;
  readonly maxQueued: number;
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
  /** Absolute; null = the list prices alone. */
  readonly priceFile: string | null;
  /** USD an organisation and window; null = no limit. */
  readonly orgBudgetUsd: number | null;
  readonly budgetWindow: BudgetWindow;
  readonly budgetMode: 'expected' | 'strict';
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
  /** Paths and packages of plugins, as they are written. */
  readonly plugins: readonly string[];
  /** Absolute folders from which tools may read files. */
  readonly filesDirs: readonly string[];
  /** Attempts at a time in this process. */
  readonly concurrency: number;
  /** How long a worker is believed to be alive after its last sign of life, in ms. */
  readonly leaseMs: number;
  /** Requests a minute of one key, in each group of routes. */
  readonly rateLimit: number;
  /** True in a run of tests, where nobody's requests are counted. */
  readonly isTest: boolean;
  /** Days for which executions and audit records are kept; null = for ever. */
  readonly retentionDays: number | null;
  readonly logLevel: LogLevel;
  /** Encrypts the secrets that the server keeps; null = none can be kept. */
  readonly secretKey: KeyObject | null;
  /** Keys that are accepted beside those of the store. */
  readonly apiKeys: readonly BootstrapKey[];
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
  /** Of `ICE_SECRET_<NAME>`, by name: shown nowhere. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly http: HttpLimits;
  readonly stream: StreamLimits;
  readonly mcp: McpLimits;
  readonly rates: RateLimits;
  readonly quotas: Quotas;
}
