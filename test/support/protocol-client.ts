/** A client of `/mcp`: the official one, and messages by hand for what it would never send. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { send, type ApiAnswer } from './start-api.js';

/** The official client, connected. `await using` closes it. */
export async function connectClient(url: string): Promise<Client & AsyncDisposable> {
  const client = new Client({ name: 'spec', version: '1.0.0' });
  const transport = new StreamableHTTPClientTransport(new URL(`${url}/mcp`));
  await client.connect(transport);
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.close() });
}

/** The text of a tool's answer, or of a resource. */
export function textOf(result: unknown): string {
  const { content, contents } = result as Record<'content' | 'contents', readonly { text: string }[] | undefined>;
  return (content ?? contents)?.[0]?.text ?? '';
}

/** The headers that the protocol asks of every POST. */
export const protocolHeaders = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
} as const;

/** Posts one message. */
export function post(url: string, json: unknown, headers: Readonly<Record<string, string>> = {}): Promise<ApiAnswer> {
  return send(`${url}/mcp`, 'POST', { json, headers: { ...protocolHeaders, ...headers } });
}

/** The messages of an answer, which may be JSON or an event stream. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- specs assert on them as they find them
export function messagesOf({ text, body }: ApiAnswer): readonly any[] {
  if (body !== undefined) return [body];
  return text
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => JSON.parse(line.slice('data: '.length)) as unknown);
}

/** A message of the revision 2026-07-28, which says everything with each request. */
export function modern(
  id: number,
  method: string,
  params: object = {},
): { json: object; headers: Record<string, string> } {
  const revision = '2026-07-28';
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': revision,
    'io.modelcontextprotocol/clientInfo': { name: 'spec', version: '1.0.0' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const given = params as { readonly _meta?: object; readonly name?: string; readonly uri?: string };
  const name = given.name ?? given.uri;
  return {
    json: { jsonrpc: '2.0', id, method, params: { ...params, _meta: { ..._meta, ...given._meta } } },
    headers: {
      'mcp-protocol-version': revision,
      'mcp-method': method,
      ...(name !== undefined && { 'mcp-name': name }),
    },
  };
}
