import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { defaultMcpLimits } from '../mcp-protocol/mcp-limits.js';
import { defaultStreamLimits } from '../stream/stream-limits.js';
import { ConfigError } from './config-error.js';
import { defaultHttpLimits } from './http-limits.js';
import { readAppConfig, type Environment } from './read-app-config.js';

const refusalOf = (environment: Environment): readonly string[] => {
  try {
    readAppConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.sentences;
    throw error;
  }
};

describe('the configuration', () => {
  it('is complete without a single variable', () => {
    expect(readAppConfig({})).toEqual({
      host: '127.0.0.1',
      port: 8000,
      store: 'sqlite',
      redisUrl: null,
      redisPrefix: 'ice',
      role: 'all',
      workerExecutions: 64,
      maxQueued: 10_000,
      dataDir: path.resolve('.ice'),
      durability: 'strict',
      testMode: true,
      openaiApiKey: null,
      openaiBaseUrl: null,
      anthropicApiKey: null,
      anthropicBaseUrl: null,
      deepseekApiKey: null,
      deepseekBaseUrl: null,
      allowedModels: null,
      priceFloorUsd: 0.001,
      priceFile: null,
      orgBudgetUsd: null,
      budgetWindow: 'month',
      budgetMode: 'expected',
      apiKeys: [],
      mcp: defaultMcpLimits,
      modelServers: new Map(),
      modelConcurrency: 32,
      modelRequestsPerMinute: null,
      cassettes: 'off',
      cassetteDir: path.resolve('cassettes'),
      httpToolAllow: [],
      plugins: [],
      mcpServers: [],
      filesDirs: [path.resolve('data'), path.resolve('examples')],
      concurrency: 256,
      leaseMs: 5_000,
      rateLimit: 600,
      isTest: false,
      rates: { requestsPerMinute: 600, refusalsPerMinute: 60, maxCounted: 20_000 },
      quotas: { openPartials: 10_000, runningExecutions: 10_000 },
      retentionDays: null,
      logLevel: 'info',
      secretKey: null,
      secrets: new Map(),
      allowedHosts: [],
      allowedOrigins: [],
      http: defaultHttpLimits,
      stream: defaultStreamLimits,
    });
  });

  it('takes what the environment says; blanks around a value and empty values do not count', () => {
    const config = readAppConfig({
      HOST: ' ::1 ',
      PORT: '0',
      ICE_STORE: 'memory',
      ICE_DATA_DIR: '/var/ice',
      ICE_DURABILITY: 'relaxed',
      ICE_TEST_MODE: '0',
      OPENAI_API_KEY: 'sk-a',
      OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1/',
      ANTHROPIC_API_KEY: 'sk-b',
      ANTHROPIC_BASE_URL: 'https://gateway.example',
      DEEPSEEK_API_KEY: 'sk-c',
      DEEPSEEK_BASE_URL: 'https://gateway.example/deepseek',
      ICE_ALLOWED_MODELS: 'openai/gpt-4o*, !openai/gpt-4o-pro,',
      ICE_PRICE_FLOOR_USD: '0.25',
      ICE_MODEL_SERVERS: 'vllm=http://127.0.0.1:8001/v1',
      ICE_MODEL_CONCURRENCY: '4',
      ICE_MODEL_REQUESTS_PER_MINUTE: '600',
      ICE_CASSETTES: 'record',
      ICE_CASSETTE_DIR: '/srv/cassettes',
      ICE_HTTP_TOOL_ALLOW: '127.0.0.1:9000,[::1]:9001,shop.internal:80',
      ICE_PLUGINS: ' ./shop.js, ice-shop',
      ICE_MCP_SERVERS: '{"docs": {"url": "https://docs.example/mcp"}}',
      ICE_FILES_DIR: '/srv/a, /srv/b',
      ICE_CONCURRENCY: '8',
      ICE_LEASE_MS: '2000',
      ICE_RATE_LIMIT: '40',
      NODE_ENV: 'production',
      ICE_RETENTION_DAYS: '30',
      ICE_PRICE_FILE: '/srv/prices.json',
      ORG_BUDGET_USD: '12.5',
      ICE_BUDGET_WINDOW: 'day',
      ICE_BUDGET_MODE: 'strict',
      ICE_LOG_LEVEL: 'silent',
      ICE_ALLOWED_HOSTS: 'ice.example,ice.example:8443',
      ICE_ALLOWED_ORIGINS: 'https://studio.example',
    });

    expect(config).toEqual({
      host: '::1',
      port: 0,
      store: 'memory',
      redisUrl: null,
      redisPrefix: 'ice',
      role: 'all',
      workerExecutions: 64,
      maxQueued: 10_000,
      dataDir: '/var/ice',
      durability: 'relaxed',
      testMode: false,
      openaiApiKey: 'sk-a',
      openaiBaseUrl: 'http://127.0.0.1:11434/v1',
      anthropicApiKey: 'sk-b',
      anthropicBaseUrl: 'https://gateway.example',
      deepseekApiKey: 'sk-c',
      deepseekBaseUrl: 'https://gateway.example/deepseek',
      allowedModels: ['openai/gpt-4o*', '!openai/gpt-4o-pro'],
      priceFloorUsd: 0.25,
      priceFile: '/srv/prices.json',
      orgBudgetUsd: 12.5,
      budgetWindow: 'day',
      budgetMode: 'strict',
      apiKeys: [],
      mcp: defaultMcpLimits,
      modelServers: new Map([['vllm', 'http://127.0.0.1:8001/v1']]),
      modelConcurrency: 4,
      modelRequestsPerMinute: 600,
      cassettes: 'record',
      cassetteDir: '/srv/cassettes',
      httpToolAllow: ['127.0.0.1:9000', '[::1]:9001', 'shop.internal:80'],
      plugins: ['./shop.js', 'ice-shop'],
      mcpServers: [
        {
          kind: 'http',
          name: 'docs',
          timeoutMs: 30_000,
          isOptional: false,
          url: 'https://docs.example/mcp',
          headers: {},
        },
      ],
      filesDirs: ['/srv/a', '/srv/b'],
      concurrency: 8,
      leaseMs: 2_000,
      rateLimit: 40,
      isTest: false,
      rates: { requestsPerMinute: 40, refusalsPerMinute: 40, maxCounted: 20_000 },
      quotas: { openPartials: 10_000, runningExecutions: 10_000 },
      retentionDays: 30,
      logLevel: 'silent',
      secretKey: null,
      secrets: new Map(),
      allowedHosts: ['ice.example', 'ice.example:8443'],
      allowedOrigins: ['https://studio.example'],
      http: defaultHttpLimits,
      stream: defaultStreamLimits,
    });
  });

  it('takes the nodes of a Cluster, and the length of the line as a quota', () => {
    const { store, redisUrl, role, quotas } = readAppConfig({
      ICE_STORE: 'redis',
      REDIS_URL: 'redis://a:6379, rediss://user:word@b:6380/0',
      ICE_ROLE: 'api',
      ICE_MAX_QUEUED: '7',
    });

    expect([store, redisUrl, role]).toEqual(['redis', 'redis://a:6379,rediss://user:word@b:6380/0', 'api']);
    expect(quotas).toEqual({ openPartials: 10_000, runningExecutions: 7 });
  });

  it('is frozen, with its lists', () => {
    const config = readAppConfig({});

    expect([config, config.filesDirs, config.http, config.http.json].every((each) => Object.isFrozen(each))).toBe(true);
  });

  it.each<readonly [Environment, string]>([
    [{ HOST: 'any where' }, 'HOST is "any where": allowed: an IP address or a host name.'],
    [{ ORG_BUDGET_USD: '-1' }, 'ORG_BUDGET_USD is "-1": allowed: a number from 0 to 1000000.'],
    [{ ICE_BUDGET_WINDOW: 'year' }, 'ICE_BUDGET_WINDOW is "year": allowed: month, day, total.'],
    [{ ICE_BUDGET_MODE: 'loose' }, 'ICE_BUDGET_MODE is "loose": allowed: expected, strict.'],
    [{ PORT: '70000' }, 'PORT is "70000": allowed: a whole number from 0 to 65535.'],
    [{ PORT: '8e3' }, 'PORT is "8e3": allowed: a whole number from 0 to 65535.'],
    [{ ICE_STORE: 'redis' }, 'ICE_STORE is "redis": REDIS_URL has to say where it is, such as redis://localhost:6379.'],
    [{ ICE_STORE: 'SQLite' }, 'ICE_STORE is "SQLite": allowed: sqlite, redis, memory.'],
    [
      { ICE_STORE: 'redis', REDIS_URL: 'http://user:canary@here' },
      'REDIS_URL is not usable: allowed: redis://host:6379/0 or rediss://user:password@host:6380, several with commas between.',
    ],
    [{ ICE_REDIS_PREFIX: '{ice}' }, 'ICE_REDIS_PREFIX is "{ice}": allowed: letters, digits, _ . -.'],
    [
      { ICE_ROLE: 'worker' },
      'ICE_ROLE is "worker": only processes that share a Redis can have roles; set ICE_STORE=redis.',
    ],
    [
      { ICE_ROLE: 'api', ICE_STORE: 'memory' },
      'ICE_ROLE is "api": only processes that share a Redis can have roles; set ICE_STORE=redis.',
    ],
    [{ ICE_ROLE: 'both' }, 'ICE_ROLE is "both": allowed: all, api, worker.'],
    [{ ICE_WORKER_EXECUTIONS: '0' }, 'ICE_WORKER_EXECUTIONS is "0": allowed: a whole number from 1 to 10000.'],
    [{ ICE_MAX_QUEUED: '0' }, 'ICE_MAX_QUEUED is "0": allowed: a whole number from 1 to 1000000.'],
    [{ ICE_DURABILITY: 'none' }, 'ICE_DURABILITY is "none": allowed: strict, relaxed.'],
    [{ ICE_TEST_MODE: 'yes' }, 'ICE_TEST_MODE is "yes": allowed: 1, 0.'],
    [
      { OPENAI_API_KEY: 'sk-canary line' },
      'OPENAI_API_KEY is not usable: allowed: letters, digits and signs of ASCII.',
    ],
    [
      { OPENAI_BASE_URL: 'gateway.example' },
      'OPENAI_BASE_URL is not usable: allowed: an address such as https://gateway.example/v1.',
    ],
    [
      { DEEPSEEK_BASE_URL: 'https://user:secret@gateway.example' },
      'DEEPSEEK_BASE_URL is not usable: allowed: an address such as https://gateway.example/v1.',
    ],
    [{ ICE_PRICE_FLOOR_USD: '0' }, 'ICE_PRICE_FLOOR_USD is "0": allowed: a number above 0, at most 1000.'],
    [{ ICE_MODEL_CONCURRENCY: '0' }, 'ICE_MODEL_CONCURRENCY is "0": allowed: a whole number from 1 to 10000.'],
    [
      { ICE_MODEL_REQUESTS_PER_MINUTE: '0' },
      'ICE_MODEL_REQUESTS_PER_MINUTE is "0": allowed: a whole number from 1 to 100000.',
    ],
    [{ ICE_CASSETTES: 'on' }, 'ICE_CASSETTES is "on": allowed: off, record, replay.'],
    [
      { ICE_CASSETTES: 'record' },
      'ICE_CASSETTES is "record": in test mode no model answers, so nothing can be recorded; set ICE_TEST_MODE=0.',
    ],
    [{ ICE_CONCURRENCY: '0' }, 'ICE_CONCURRENCY is "0": allowed: a whole number from 1 to 10000.'],
    [{ ICE_RETENTION_DAYS: '0' }, 'ICE_RETENTION_DAYS is "0": allowed: a whole number from 1 to 3650.'],
    [{ ICE_RETENTION_DAYS: '1.5' }, 'ICE_RETENTION_DAYS is "1.5": allowed: a whole number from 1 to 3650.'],
    [{ ICE_LOG_LEVEL: 'loud' }, 'ICE_LOG_LEVEL is "loud": allowed: trace, debug, info, warn, error, fatal, silent.'],
    [
      { ICE_HTTP_TOOL_ALLOW: 'shop:80,http://shop' },
      'ICE_HTTP_TOOL_ALLOW is "shop:80,http://shop": "http://shop" is none; allowed: host:port, commas between.',
    ],
    [
      { ICE_ALLOWED_ORIGINS: 'https://a.example/' },
      'ICE_ALLOWED_ORIGINS is "https://a.example/": "https://a.example/" is none; allowed: origins such as https://studio.example, commas between.',
    ],
    [
      { ICE_ALLOWED_HOSTS: 'a b' },
      'ICE_ALLOWED_HOSTS is "a b": "a b" is none; allowed: host or host:port, commas between.',
    ],
    [
      { ICE_MCP_SERVERS: '{"docs": {"url": "https://a.example"' },
      'ICE_MCP_SERVERS is not usable: it is no JSON object of servers by name (malformed-json).',
    ],
    [
      { ICE_MCP_SERVERS: '{"docs": {"command": "a"}, "docs": {"command": "b"}}' },
      'ICE_MCP_SERVERS is not usable: it is no JSON object of servers by name (duplicate-key).',
    ],
    [
      { ICE_MCP_SERVERS: '{"docs": {"url": "https://a.example", "header": {"Authorization": "sk-canary"}}}' },
      'ICE_MCP_SERVERS is not usable: docs has a key that is not known; allowed: url, headers, timeout_s, optional.',
    ],
    [{ ICE_FILES_DIR: 'a\0b' }, 'ICE_FILES_DIR is "a\0b": "a\0b" is none; allowed: folders, commas between.'],
  ])('refuses %j in one sentence', (environment, sentence) => {
    expect(refusalOf(environment)).toEqual([sentence]);
  });

  it('says everything that is wrong at once', () => {
    expect(refusalOf({ PORT: 'x', ICE_STORE: 'tape' })).toHaveLength(2);
  });
});
