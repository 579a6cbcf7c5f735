/** Reads the configuration of MCP servers. Nothing that it holds is repeated in a refusal, not even a name that is none: any text of
 *  it may be a token in the wrong place. */
import { isJsonObject, type JsonObject, type JsonValue } from '@ice/core';
import { z } from 'zod';
import { headerProblems } from '../http/header-policy.js';
import { deepFreeze } from '../json/deep-freeze.js';
import type { McpServerConfig, McpServerSettings } from './mcp-server-config.js';

/** The servers in the order of their names, frozen, or why there are none. */
export type McpServersReading =
  | { readonly ok: true; readonly value: readonly McpServerConfig[] }
  /** Ends a sentence that begins with the name of the setting. */
  | { readonly ok: false; readonly because: string };

const maxServers = 32;
const serverName = /^[a-z][a-z0-9_]{0,31}$/;
const longestTimeoutS = 3_600;

const text = z.string().regex(/^[^\0]{1,8192}$/);
const shared = {
  timeout_s: z.number().positive().max(longestTimeoutS).default(30),
  optional: z.boolean().default(false),
};

const HttpEntry = z.strictObject({
  url: text.refine(isServerUrl),
  headers: z.record(z.string(), text).default({}).refine(areOwnHeaders),
  ...shared,
});

const StdioEntry = z.strictObject({
  command: text,
  args: z
    .array(z.string().regex(/^[^\0]{0,8192}$/))
    .max(100)
    .default([]),
  env: z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/), z.string().regex(/^[^\0]{0,32768}$/)).default({}),
  cwd: text.optional(),
  ...shared,
});

/** What may stand in a field, for the refusal. */
const allowed: Readonly<Record<string, string>> = {
  url: 'an http or https address without user name, password and fragment',
  headers: 'an object of texts by names of headers, without those that the protocol sets',
  command: 'a text',
  args: 'a list of at most 100 texts',
  env: 'an object of texts by names of variables',
  cwd: 'a text',
  timeout_s: `seconds, above 0 and at most ${longestTimeoutS}`,
  optional: 'true or false',
};

/** Reads an object of servers by name: `{"docs": {"url": …}, "local": {"command": …}}`. */
export function readMcpServers(document: JsonObject): McpServersReading {
  const names = Object.keys(document).sort();
  if (names.length > maxServers) return refused(`there are more than ${maxServers} servers`);
  const servers: McpServerConfig[] = [];
  for (const name of names) {
    const reading = readServer(name, document[name] as JsonValue);
    if (!reading.ok) return reading;
    servers.push(reading.value);
  }
  return { ok: true, value: deepFreeze(servers) };
}

type ServerReading = { readonly ok: true; readonly value: McpServerConfig } | Refusal;
type Refusal = { readonly ok: false; readonly because: string };

function readServer(name: string, entry: JsonValue): ServerReading {
  if (!serverName.test(name))
    return refused('a server has a name that is none; allowed: a to z, digits and _, a letter first, at most 32');
  if (!isJsonObject(entry)) return refused(`${name} is no object`);
  const isHttp = Object.hasOwn(entry, 'url');
  if (isHttp === Object.hasOwn(entry, 'command')) return refused(`${name} needs either url or command`);
  return isHttp ? readHttp(name, entry) : readStdio(name, entry);
}

function readHttp(name: string, entry: JsonObject): ServerReading {
  const { success, data, error } = HttpEntry.safeParse(entry);
  if (!success) return refused(sentence(name, error, HttpEntry));
  const headers = Object.fromEntries(Object.entries(data.headers).map(([key, value]) => [key.toLowerCase(), value]));
  return { ok: true, value: { kind: 'http', ...settings(name, data), url: new URL(data.url).href, headers } };
}

function readStdio(name: string, entry: JsonObject): ServerReading {
  const { success, data, error } = StdioEntry.safeParse(entry);
  if (!success) return refused(sentence(name, error, StdioEntry));
  const { command, args, env, cwd = null } = data;
  return { ok: true, value: { kind: 'stdio', ...settings(name, data), command, args, env, cwd } };
}

function settings(name: string, entry: { readonly timeout_s: number; readonly optional: boolean }): McpServerSettings {
  return { name, timeoutMs: Math.ceil(entry.timeout_s * 1_000), isOptional: entry.optional };
}

/** The first issue; the others would be told after it is mended. */
function sentence(name: string, error: z.ZodError, schema: z.ZodObject): string {
  const [issue] = error.issues;
  const field = String(issue?.path[0] ?? '');
  if (Object.hasOwn(allowed, field)) return `${field} of ${name} is not usable; allowed: ${allowed[field]}`;
  return `${name} has a key that is not known; allowed: ${Object.keys(schema.shape).join(', ')}`;
}

function isServerUrl(value: string): boolean {
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) return false;
  const { username, password, hash } = new URL(value);
  return username === '' && password === '' && hash === '';
}

/** Headers that the protocol and its transport set themselves. */
const ofProtocol = /^(?:accept|content-type|last-event-id|mcp-.*)$/i;

function areOwnHeaders(headers: Readonly<Record<string, string>>): boolean {
  return headerProblems(headers).length === 0 && !Object.keys(headers).some((name) => ofProtocol.test(name));
}

function refused(because: string): Refusal {
  return { ok: false, because };
}
