/** Turns an environment into the configuration, or into one sentence for each wrong variable. Reads nothing but its argument. */
import type { AppConfig, Settings } from './app-config.js';
import { ConfigError } from './config-error.js';
import type { ConfigVariable } from './config-variable.js';
import { configVariables } from './config-variables.js';
import { defaultMcpLimits } from '../mcp-protocol/mcp-limits.js';
import { quotasOf } from '../rate-limit/quotas.js';
import { rateLimitsOf } from '../rate-limit/rate-limits.js';
import { defaultStreamLimits } from '../stream/stream-limits.js';
import { defaultHttpLimits } from './http-limits.js';
import { readSecrets } from './read-secrets.js';

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The configuration, frozen. @throws ConfigError when a variable cannot be used. */
export function readAppConfig(environment: Environment): AppConfig {
  const sentences: string[] = [];
  const settings: Record<string, unknown> = {};
  for (const [key, variable] of Object.entries(configVariables) as [string, ConfigVariable<unknown>][]) {
    const text = environment[variable.name]?.trim() || variable.default;
    const reading = variable.read(text);
    if (reading.ok) settings[key] = frozen(reading.value);
    else sentences.push(`${variable.name} is ${shown(variable, text)}: ${reading.because}.`);
  }
  const own = readSecrets(environment);
  sentences.push(...own.sentences);
  if (sentences.length === 0) sentences.push(...contradictionsIn(settings as unknown as Settings));
  if (sentences.length > 0) throw new ConfigError(sentences);
  return Object.freeze({
    ...(settings as unknown as Settings),
    secrets: own.secrets,
    http: defaultHttpLimits,
    stream: defaultStreamLimits,
    mcp: defaultMcpLimits,
    rates: rateLimitsOf(settings as unknown as Settings),
    quotas: quotasOf(settings as unknown as Settings),
  });
}

/** What is right by itself and wrong together. */
function contradictionsIn({ cassettes, testMode, store, redisUrl, role }: Settings): readonly string[] {
  const sentences: string[] = [];
  if (cassettes === 'record' && testMode)
    sentences.push(
      'ICE_CASSETTES is "record": in test mode no model answers, so nothing can be recorded; set ICE_TEST_MODE=0.',
    );
  if (store === 'redis' && redisUrl === null)
    sentences.push('ICE_STORE is "redis": REDIS_URL has to say where it is, such as redis://localhost:6379.');
  if (store !== 'redis' && role !== 'all')
    sentences.push(`ICE_ROLE is "${role}": only processes that share a Redis can have roles; set ICE_STORE=redis.`);
  return sentences;
}

function shown({ isSecret = false }: ConfigVariable<unknown>, text: string): string {
  return isSecret ? 'not usable' : `"${text.slice(0, 200)}"`;
}

function frozen(value: unknown): unknown {
  return Array.isArray(value) ? Object.freeze(value) : value;
}
