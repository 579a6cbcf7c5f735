/** The keys of the process itself, as far as a provider or a server may repeat them in what it says of a failure. */
import { SecretMask } from '@ice/core';
import type { McpServerConfig } from '@ice/tools';
import type { AppConfig } from '../config/app-config.js';

/** Masks what the operator has configured: keys of providers, headers and variables of MCP servers, secrets of the environment. */
export function ownKeysOf(config: AppConfig): SecretMask {
  const mask = new SecretMask();
  for (const [name, value] of namedKeys(config)) {
    mask.learn(name, value);
    // `Bearer abc`: servers repeat the whole, or the token alone.
    mask.learn(name, value.slice(value.indexOf(' ') + 1));
  }
  return mask;
}

function namedKeys(config: AppConfig): readonly (readonly [string, string])[] {
  return [
    ['OPENAI_API_KEY', config.openaiApiKey ?? ''],
    ['ANTHROPIC_API_KEY', config.anthropicApiKey ?? ''],
    ['DEEPSEEK_API_KEY', config.deepseekApiKey ?? ''],
    ...config.mcpServers.flatMap(serverKeys),
    ...config.secrets,
  ];
}

function serverKeys(server: McpServerConfig): readonly (readonly [string, string])[] {
  const given = server.kind === 'stdio' ? server.env : server.headers;
  return Object.entries(given);
}
