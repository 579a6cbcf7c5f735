/** The providers that can be reached over the network, each behind a gate of its own that all its sessions share. Making them connects
 *  nothing and loads no SDK. */
import type { Clock } from '@ice/core';
import { anthropicClient } from '../anthropic/anthropic-client.js';
import { AnthropicModel } from '../anthropic/anthropic-model.js';
import { gatedProvider } from '../gate/gated-provider.js';
import type { GateLimits } from '../gate/provider-gate.js';
import { openAiClient } from '../openai/openai-client.js';
import { deepSeekDialect, openAiDialect, type OpenAiDialect } from '../openai/openai-dialect.js';
import { OpenAiModel } from '../openai/openai-model.js';
import { lacksKey, type ProviderConnection } from '../provider/provider-connection.js';
import type { ModelProvider } from '../registry/model-registry.js';

/** What is set for one provider; null = not set. */
export interface ProviderSettings {
  readonly apiKey: string | null;
  /** `https://gateway.example/v1`. */
  readonly baseUrl: string | null;
}

/** What is set for each provider that the configuration has variables for. */
export interface RemoteSettings {
  readonly openai: ProviderSettings;
  readonly anthropic: ProviderSettings;
  readonly deepseek: ProviderSettings;
}

/** What live providers are made of. */
export interface LiveProviderOptions extends RemoteSettings {
  readonly clock: Clock;
  /** Addresses of more servers of Chat Completions that need no key, by provider name. Default: none but the local ones. */
  readonly servers?: ReadonlyMap<string, string>;
  /** What every provider's gate lets out. Default: 32 calls at a time, at any rate. */
  readonly limits?: GateLimits;
}

/** The providers that the configuration has variables for. */
const remoteServers = {
  openai: { title: 'OpenAI', keyVariable: 'OPENAI_API_KEY', publicUrl: 'https://api.openai.com/v1' },
  anthropic: { title: 'Anthropic', keyVariable: 'ANTHROPIC_API_KEY', publicUrl: 'https://api.anthropic.com' },
  deepseek: { title: 'DeepSeek', keyVariable: 'DEEPSEEK_API_KEY', publicUrl: 'https://api.deepseek.com' },
} as const;

/** Servers on the own machine, at the addresses that they listen on unless told otherwise. No key, no price. */
const localServers = [
  { provider: 'ollama', title: 'Ollama', publicUrl: 'http://127.0.0.1:11434/v1' },
  { provider: 'lmstudio', title: 'LM Studio', publicUrl: 'http://127.0.0.1:1234/v1' },
] as const;

/**
 * Who answers, by provider name: `openai`, `anthropic`, `deepseek`, the local servers `ollama` and `lmstudio`, and `servers`. The gates live as
 * long as what is given here: call it once in a process.
 */
export function liveProviders(options: LiveProviderOptions): Readonly<Record<string, ModelProvider>> {
  const { openai, deepseek, anthropic } = connectionsOf(options);
  const servers = serversOf(options).map(({ provider, title, publicUrl }) => {
    const connection: ProviderConnection = {
      provider,
      title,
      publicUrl,
      baseUrl: null,
      apiKey: null,
      keyVariable: null,
    };
    return [provider, openAiProvider(connection, openAiDialect, options)] as const;
  });
  return {
    openai: openAiProvider(openai, openAiDialect, options),
    deepseek: openAiProvider(deepseek, deepSeekDialect, options),
    anthropic: anthropicProvider(anthropic, options),
    ...Object.fromEntries(servers),
  };
}

/** A local server may stand somewhere else. */
function serversOf({ servers = new Map<string, string>() }: LiveProviderOptions) {
  const usual = localServers.filter(({ provider }) => !servers.has(provider));
  const told = [...servers].map(([provider, publicUrl]) => ({
    provider,
    title: localServers.find((local) => local.provider === provider)?.title ?? provider,
    publicUrl,
  }));
  return [...usual, ...told];
}

/** The variables that are not set although calls of their provider need them, in alphabetical order. */
export function missingKeys(options: RemoteSettings): readonly string[] {
  const lacking = Object.values(connectionsOf(options)).filter(lacksKey);
  return lacking.map(({ keyVariable }) => keyVariable ?? '').sort();
}

function connectionsOf({
  openai,
  anthropic,
  deepseek,
}: RemoteSettings): Readonly<Record<'openai' | 'anthropic' | 'deepseek', ProviderConnection>> {
  return {
    openai: { provider: 'openai', ...remoteServers.openai, ...openai },
    anthropic: { provider: 'anthropic', ...remoteServers.anthropic, ...anthropic },
    deepseek: { provider: 'deepseek', ...remoteServers.deepseek, ...deepseek },
  };
}

function openAiProvider(
  connection: ProviderConnection,
  dialect: OpenAiDialect,
  options: LiveProviderOptions,
): ModelProvider {
  const { clock } = options;
  const client = openAiClient(connection);
  return gated(connection, options, (prices) => new OpenAiModel({ connection, dialect, client, prices, clock }));
}

function anthropicProvider(connection: ProviderConnection, options: LiveProviderOptions): ModelProvider {
  const { clock } = options;
  const client = anthropicClient(connection);
  return gated(connection, options, (prices) => new AnthropicModel({ connection, client, prices, clock }));
}

/** One gate for all sessions with a provider under one key. */
function gated(
  { provider, title }: ProviderConnection,
  { clock, limits }: LiveProviderOptions,
  open: ModelProvider,
): ModelProvider {
  return gatedProvider({ provider, title, clock, ...(limits && { limits }) }, open);
}
