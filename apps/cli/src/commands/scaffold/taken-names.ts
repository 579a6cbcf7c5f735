/** Names that every server has: a plugin that brings one of them again stops the start. Pure. */
import { CliError } from '../../command/cli-error.js';
import type { ScaffoldName } from './scaffold-name.js';

/** Tools. */
export const takenTools: readonly string[] = [
  'aggregator',
  'csv_loader',
  'echo',
  'facebook_formatter',
  'http_request',
  'json_transform',
  'marketplace_client',
  'memory_forget',
  'memory_read',
  'memory_search',
  'memory_write',
  'pricing_strategy',
  'sleep',
  'text_chunk',
  'text_template',
];

/** Providers of models. */
export const takenProviders: readonly string[] = ['anthropic', 'deepseek', 'openai'];

const takenToolkits: readonly string[] = ['common', 'ecommerce', 'memory', 'text'];

/** A plugin has the name of its package, and its toolkit that of the plugin. @throws CliError `already-exists` */
export function refuseTakenToolkit({ kebab }: ScaffoldName): void {
  if (!takenToolkits.includes(kebab)) return;
  const message = `Every server has a toolkit "${kebab}" already, so nothing was written.`;
  throw new CliError(message, { exitCode: 7, code: 'already-exists', hint: 'Take another name.' });
}
