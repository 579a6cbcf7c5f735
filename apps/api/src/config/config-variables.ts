/** Every variable that iceOS reads, as data: the start, `.env.example` and the docs are made of this table. */
import path from 'node:path';
import { readBootstrapKeys } from '../access/keys/bootstrap-key.js';
import { budgetWindows } from '../governance/budget-window.js';
import { logLevels, type Settings } from './app-config.js';
import {
  accepted,
  amount,
  listOf,
  oneOf,
  optionally,
  positiveNumber,
  refused,
  wholeNumber,
  type ConfigVariable,
  type Reading,
} from './config-variable.js';
import { fleetVariables } from './fleet-variables.js';
import { readMcpServersSetting } from './read-mcp-servers-setting.js';
import { readModelServers } from './read-model-servers.js';
import { readBaseUrl, readKey } from './read-provider.js';
import { readSecretKey } from './read-secret-key.js';

const address = /^(?:[A-Za-z0-9.-]{1,253}|[0-9A-Fa-f:]{2,39})$/;
const anyText = /^[^\0]+$/;
const hostName = /^[A-Za-z0-9.-]{1,253}(:\d{1,5})?$/;
const hostAndPort = /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]{1,253}):\d{1,5}$/;
const origin = /^https?:\/\/[^/?#@\s]+$/;

/** The table; its keys are the members of `Settings`. */
export const configVariables: { readonly [Key in keyof Settings]: ConfigVariable<Settings[Key]> } = {
  host: {
    name: 'HOST',
    default: '127.0.0.1',
    description: 'The address to listen on. Another one than 127.0.0.1, ::1 and localhost needs an API key.',
    read: (text) => (address.test(text) ? accepted(text) : refused('allowed: an IP address or a host name')),
  },
  port: {
    name: 'PORT',
    default: '8000',
    description: 'The port to listen on; 0 takes any free one.',
    read: wholeNumber(0, 65_535),
  },
  store: {
    name: 'ICE_STORE',
    default: 'sqlite',
    description:
      'Where blueprints and executions are kept: sqlite (a file, survives restarts), redis (for many processes, needs REDIS_URL) or memory (gone at the end).',
    read: oneOf('sqlite', 'redis', 'memory'),
  },
  ...fleetVariables,
  dataDir: {
    name: 'ICE_DATA_DIR',
    default: './.ice',
    description: 'The folder of the sqlite store. It is made when missing, for this user alone.',
    read: (text) => accepted(path.resolve(text)),
  },
  durability: {
    name: 'ICE_DURABILITY',
    default: 'strict',
    description: 'What an acknowledged write survives: strict = a power cut; relaxed = the death of the process.',
    read: oneOf('strict', 'relaxed'),
  },
  testMode: {
    name: 'ICE_TEST_MODE',
    default: '1',
    description:
      '1 = no model is called: answers are made up, always the same for the same request. mock://bin exists. 0 = models are called, and cost money.',
    read: readTestMode,
  },
  openaiApiKey: {
    name: 'OPENAI_API_KEY',
    default: '',
    description: 'The key for models of OpenAI. Without it, calls of them fail.',
    isSecret: true,
    read: readKey,
  },
  openaiBaseUrl: {
    name: 'OPENAI_BASE_URL',
    default: '',
    description:
      'Where models of OpenAI answer. Default: https://api.openai.com/v1. A gateway, vLLM, Ollama or LM Studio may stand here, and may need no key.',
    isSecret: true,
    read: readBaseUrl,
  },
  anthropicApiKey: {
    name: 'ANTHROPIC_API_KEY',
    default: '',
    description: 'The key for models of Anthropic. Without it, calls of them fail.',
    isSecret: true,
    read: readKey,
  },
  anthropicBaseUrl: {
    name: 'ANTHROPIC_BASE_URL',
    default: '',
    description: 'Where models of Anthropic answer. Default: https://api.anthropic.com.',
    isSecret: true,
    read: readBaseUrl,
  },
  deepseekApiKey: {
    name: 'DEEPSEEK_API_KEY',
    default: '',
    description: 'The key for models of DeepSeek. Without it, calls of them fail.',
    isSecret: true,
    read: readKey,
  },
  deepseekBaseUrl: {
    name: 'DEEPSEEK_BASE_URL',
    default: '',
    description: 'Where models of DeepSeek answer. Default: https://api.deepseek.com.',
    isSecret: true,
    read: readBaseUrl,
  },
  allowedModels: {
    name: 'ICE_ALLOWED_MODELS',
    default: '',
    description:
      'Models that blueprints may name: provider/name, patterns with *, exclusions with !, commas between. Default: the current chat models of OpenAI, Anthropic and DeepSeek.',
    read: readModels,
  },
  priceFloorUsd: {
    name: 'ICE_PRICE_FLOOR_USD',
    default: '0.001',
    description: 'USD that a call of an allowed model without a listed price is charged with.',
    read: positiveNumber(1_000),
  },
  priceFile: {
    name: 'ICE_PRICE_FILE',
    default: '',
    description:
      'A JSON file of prices that stand above the list, by provider/name: {"openai/gpt-4o-mini": {"input_usd_per_million": 0.15, "output_usd_per_million": 0.6}}. One that cannot be read stops the start; one that changes counts within a second.',
    read: optionally((text) => accepted(path.resolve(text))),
  },
  orgBudgetUsd: {
    name: 'ORG_BUDGET_USD',
    default: '',
    description:
      'USD that an organisation may spend in one window. Default: no limit, and it is shown so. PUT /api/v1/governance/budget wins over it.',
    read: optionally(amount(1_000_000)),
  },
  budgetWindow: {
    name: 'ICE_BUDGET_WINDOW',
    default: 'month',
    description: 'When budgets are full again: each month or day (UTC), or never (total).',
    read: oneOf(...budgetWindows),
  },
  budgetMode: {
    name: 'ICE_BUDGET_MODE',
    default: 'expected',
    description:
      'What has to be within the budget before an execution starts: what it is expected to cost, or (strict) the most that it can cost.',
    read: oneOf('expected', 'strict'),
  },
  modelServers: {
    name: 'ICE_MODEL_SERVERS',
    default: '',
    description:
      'More servers of Chat Completions that need no key, name=address, commas between: vllm=http://127.0.0.1:8001/v1. Their models are vllm/…; ICE_ALLOWED_MODELS has to allow them. ollama and lmstudio are there at their usual addresses.',
    isSecret: true,
    read: readModelServers,
  },
  modelConcurrency: {
    name: 'ICE_MODEL_CONCURRENCY',
    default: '32',
    description: 'How many calls are under way at a time at each provider of models; others wait their turn.',
    read: wholeNumber(1, 10_000),
  },
  modelRequestsPerMinute: {
    name: 'ICE_MODEL_REQUESTS_PER_MINUTE',
    default: '',
    description: 'How many calls begin at each provider of models in any minute; others wait. Default: no limit.',
    read: optionally(wholeNumber(1, 100_000)),
  },
  cassettes: {
    name: 'ICE_CASSETTES',
    default: 'off',
    description:
      'record = answers of models are kept in files, with ICE_TEST_MODE=0; replay = models answer from these files alone, without network and keys, in either mode; off = neither.',
    read: oneOf('off', 'record', 'replay'),
  },
  cassetteDir: {
    name: 'ICE_CASSETTE_DIR',
    default: './cassettes',
    description: 'The folder of recorded answers. Recording makes it when it is missing.',
    read: (text) => accepted(path.resolve(text)),
  },
  httpToolAllow: {
    name: 'ICE_HTTP_TOOL_ALLOW',
    default: '',
    description: 'host:port inside the network that http_request may reach, commas between. Default: none.',
    read: listOf(hostAndPort, 'host:port, commas between'),
  },
  mcpServers: {
    name: 'ICE_MCP_SERVERS',
    default: '',
    description:
      'MCP servers whose tools are in the catalog, a JSON object by name: {"docs": {"url": "https://…/mcp", "headers": {…}}, "local": {"command": "node", "args": ["server.mjs"], "env": {…}}}. Each may have timeout_s and optional. Default: none.',
    isSecret: true,
    read: readMcpServersSetting,
  },
  plugins: {
    name: 'ICE_PLUGINS',
    default: '',
    description:
      'Plugins with tools and models: paths from the working directory or names of packages, commas between. Each is a module that exports a Nest module with IceModule.forFeature. One that cannot be used stops the start. Default: none.',
    read: listOf(anyText, 'paths of modules and names of packages, commas between'),
  },
  filesDirs: {
    name: 'ICE_FILES_DIR',
    default: './data,./examples',
    description: 'Folders from which tools may read files, commas between. Dot-files are never read.',
    read: readFolders,
  },
  concurrency: {
    name: 'ICE_CONCURRENCY',
    default: '256',
    description: 'How many node runs work at a time in this process.',
    read: wholeNumber(1, 10_000),
  },
  leaseMs: {
    name: 'ICE_LEASE_MS',
    default: '5000',
    description:
      'How long, in ms, a worker is believed to be alive after its last sign of life; then others take over.',
    read: wholeNumber(1_000, 600_000),
  },
  rateLimit: {
    name: 'ICE_RATE_LIMIT',
    default: '600',
    description:
      'How many requests a minute a key may make of each group: those that read, those that change things, those that start or steer executions. Without keys it counts for an address.',
    read: wholeNumber(1, 1_000_000),
  },
  isTest: {
    name: 'NODE_ENV',
    default: '',
    description: 'test = requests are not limited. Any other word changes nothing.',
    read: (text) => accepted(text === 'test'),
  },
  retentionDays: {
    name: 'ICE_RETENTION_DAYS',
    default: '',
    description:
      'Days for which executions are kept after they have ended, with their events and outputs, and records of the audit after they were written. Default: for ever.',
    read: optionally(wholeNumber(1, 3_650)),
  },
  logLevel: {
    name: 'ICE_LOG_LEVEL',
    default: 'info',
    description: `What is logged, as JSON lines on stderr: ${logLevels.join(', ')}.`,
    read: oneOf(...logLevels),
  },
  secretKey: {
    name: 'ICE_SECRET_KEY',
    default: '',
    description:
      'Encrypts the secrets that PUT /api/v1/secrets keeps, and the values of secret inputs: 32 random bytes in base64 or hex. Without it none is kept. Secrets of the operator are set as ICE_SECRET_<NAME>, without it too.',
    isSecret: true,
    read: readSecretKey,
  },
  apiKeys: {
    name: 'ICE_API_KEYS',
    default: '',
    description:
      'API keys beside those of the store, commas between: ice_sk_… with :scope+scope (read, author, run, admin; default: all) and @organisation (default: default) after it. "ice key mint" prints one.',
    isSecret: true,
    read: readBootstrapKeys,
  },
  allowedHosts: {
    name: 'ICE_ALLOWED_HOSTS',
    default: '',
    description: 'Names, beside the loopback ones, that a request may give in Host, commas between.',
    read: listOf(hostName, 'host or host:port, commas between'),
  },
  allowedOrigins: {
    name: 'ICE_ALLOWED_ORIGINS',
    default: '',
    description: "Origins, beside the server's own, from which a browser may change things, commas between.",
    read: listOf(origin, 'origins such as https://studio.example, commas between'),
  },
};

function readTestMode(text: string): Reading<boolean> {
  const digit = oneOf('1', '0')(text);
  return digit.ok ? accepted(digit.value === '1') : digit;
}

function readModels(text: string): Reading<readonly string[] | null> {
  return text === '' ? accepted(null) : listOf(anyText, 'names of models, commas between')(text);
}

function readFolders(text: string): Reading<readonly string[]> {
  const folders = listOf(anyText, 'folders, commas between')(text);
  return folders.ok ? accepted(folders.value.map((folder) => path.resolve(folder))) : folders;
}
