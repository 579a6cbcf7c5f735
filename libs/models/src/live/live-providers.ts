/** The providers that can be reached over the network. Making them connects nothing and loads no SDK. */
import type { Clock } from '@ice/core';
import { anthropicClient } from '../anthropic/anthropic-client.js';
import { AnthropicModel } from '../anthropic/anthropic-model.js';
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

/** What live providers are made of. */
export interface LiveProviderOptions {
  readonly openai: ProviderSettings;
  readonly anthropic: ProviderSettings;
  readonly deepseek: ProviderSettings;
  readonly clock: Clock;
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

/** Who answers, by provider name: `openai`, `anthropic`, `deepseek`, and the local servers `ollama` and `lmstudio`. */
export function liveProviders(options: LiveProviderOptions): Readonly<Record<string, ModelProvider>> {
  const { clock } = options;
  const { openai, deepseek, anthropic } = connectionsOf(options);
  const local = localServers.map((server) => {
    const connection: ProviderConnection = { ...server, baseUrl: null, apiKey: null, keyVariable: null };
    return [server.provider, openAiProvider(connection, openAiDialect, clock)] as const;
  });
  return {
    openai: openAiProvider(openai, openAiDialect, clock),
    deepseek: openAiProvider(deepseek, deepSeekDialect, clock),
    anthropic: anthropicProvider(anthropic, clock),
    ...Object.fromEntries(local),
  };
}

/** The variables that are not set although calls of their provider need them, in alphabetical order. */
export function missingKeys(options: Omit<LiveProviderOptions, 'clock'>): readonly string[] {
  const lacking = Object.values(connectionsOf(options)).filter(lacksKey);
  return lacking.map(({ keyVariable }) => keyVariable ?? '').sort();
}

function connectionsOf({
  openai,
  anthropic,
  deepseek,
}: Omit<LiveProviderOptions, 'clock'>): Readonly<Record<'openai' | 'anthropic' | 'deepseek', ProviderConnection>> {
  return {
    openai: { provider: 'openai', ...remoteServers.openai, ...openai },
    anthropic: { provider: 'anthropic', ...remoteServers.anthropic, ...anthropic },
    deepseek: { provider: 'deepseek', ...remoteServers.deepseek, ...deepseek },
  };
}

function openAiProvider(connection: ProviderConnection, dialect: OpenAiDialect, clock: Clock): ModelProvider {
  const client = openAiClient(connection);
  return (prices) => new OpenAiModel({ connection, dialect, client, prices, clock });
}

function anthropicProvider(connection: ProviderConnection, clock: Clock): ModelProvider {
  const client = anthropicClient(connection);
  return (prices) => new AnthropicModel({ connection, client, prices, clock });
}
