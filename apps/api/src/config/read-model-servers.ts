/** Reads `ICE_MODEL_SERVERS`: servers of models by name. Nothing of the text is repeated: an address may hold a token. */
import { accepted, refused, type Reading } from './config-variable.js';

const entry = /^([a-z][a-z0-9-]{0,31})=(https?:\/\/[^/?#@\s]+(?:\/[^?#@\s]*)?)$/;

/** They have variables of their own. */
const named: readonly string[] = ['openai', 'anthropic', 'deepseek'];

/** Addresses by provider name, in the order in which they stand. */
export function readModelServers(text: string): Reading<ReadonlyMap<string, string>> {
  const servers = new Map<string, string>();
  const entries = text.split(',').map((part) => part.trim());
  for (const [index, part] of entries.filter((each) => each !== '').entries()) {
    const [, name = '', address = ''] = entry.exec(part) ?? [];
    if (name === '') return refused(`entry ${index + 1} is not of the form name=http://host:port/v1`);
    if (named.includes(name)) return refused(`${name} has a variable of its own, ${name.toUpperCase()}_BASE_URL`);
    if (servers.has(name)) return refused(`${name} is there twice`);
    servers.set(name, address);
  }
  return accepted(servers);
}
