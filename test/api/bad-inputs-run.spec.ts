/** The cases of the corpus of bad requests that are accepted and then meet a bad file or a bad server, where the corpus lies beside the
 *  checkout: real executions of the real tools. Its hostile programs are in `hostile-code.spec.ts`. Statuses are binding, and so are
 *  codes, but for the names in the tables. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ToolDefinition } from '@ice/core';
import { createCommonToolkit, type ResolveName } from '@ice/tools';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { fileOf, fill, readBadInputs, type BadInput } from '../support/bad-input.js';
import { startApi, type RunningApi } from '../support/start-api.js';
import { followStart, wantedOf } from '../support/started-execution.js';
import { documentOf, Engine } from '../support/start-engine.js';

/** The corpus's code, or a case, to the code that we give in its place. */
const names: Readonly<Record<string, string>> = {
  // Arguments of a tool are judged by its schema; a request that fails validation is something else.
  'validation-failed': 'tool-input-invalid',
  // Every departure from RFC 4180 has one code, and the message says which it is.
  'csv-ragged': 'csv-invalid',
  // A node's own output has a limit of that name; here another server's answer is too large.
  'EXECUT-065': 'http-answer-too-large',
  'EXECUT-066': 'http-answer-too-large',
  // Whatever happens before an answer is there: the message says what it was (ECONNRESET).
  'upstream-reset': 'http-unreachable',
};

const inputs = {
  path: { type: 'string' },
  delimiter: { default: ',' },
  encoding: { default: 'utf-8' },
  limit: { default: 1_000 },
};

const csvBlueprint = {
  ...{ schema_version: '1.0', name: 'csv_loader_case', inputs },
  nodes: [
    {
      id: 'load',
      type: 'tool',
      tool_name: 'csv_loader',
      tool_args: Object.fromEntries(Object.keys(inputs).map((name) => [name, `{{ inputs.${name} }}`])),
    },
  ],
};

const httpNode = (url: string, timeout_s: string | number, tool_name = 'http_request') => ({
  ...{ id: 'call', type: 'tool', tool_name, tool_args: { url, timeout_s } },
  retry: { max_attempts: 1 },
});

const httpBlueprint = {
  ...{ schema_version: '1.0', name: 'http_url_from_input' },
  inputs: { url: { type: 'string' }, timeout_s: { type: 'number', minimum: 1, maximum: 300, default: 30 } },
  nodes: [httpNode('{{ inputs.url }}', '{{ inputs.timeout_s }}')],
};

/** What a completed case must have read. */
const read: Readonly<Record<string, object>> = {
  'CSV-017': { columns: ['a', 'b'], rows: [], total: 0 },
  'CSV-018': { columns: ['a', 'b'], rows: [{ a: '1', b: '2' }], total: 1 },
  'CSV-033': { columns: ['a'], rows: [{ a: '1' }, { a: '2' }], total: 2 },
};

const csvCases = readBadInputs('csv');
const httpCases = readBadInputs('executions.run').filter(({ request }) => !bodyText(request).includes('code_fixture'));

if (csvCases.length === 0) {
  describe.skip('accepted starts of the corpus (skipped: ../shared/bad-inputs.json is not there)', () => {
    it('end as it says', () => undefined);
  });
} else {
  describe('bad files of the corpus', () => {
    let folder: string;
    let api: RunningApi;
    let blueprint: string;

    beforeAll(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'bad-files-'));
      await writeFile(path.join(folder, 'ok.csv'), 'a,b\n1,2\n');
      execFileSync('/usr/bin/env', ['mkfifo', path.join(folder, 'fifo.csv')]);
      api = await startApi({ config: { filesDirs: [folder] } });
      blueprint = (await api.request('POST', '/api/v1/blueprints', { json: csvBlueprint })).body.id;
    });

    afterAll(async () => {
      await api.close();
      await rm(folder, { recursive: true });
    });

    it.each(csvCases.map((input) => [input.id, input.why, input] as const))('%s %s', async (id, _why, input) => {
      const { body, fixture } = input.request;
      const { inputs: given } = body as { readonly inputs: { readonly path: string } };
      if (fixture) await writeFile(path.join(folder, given.path), fileOf(fixture));

      const { body: execution, ...ended } = await followStart(api, blueprint, given);

      expect(ended).toEqual(wantedOf(input, names));
      if (ended.finalStatus === 'completed') expect(execution.outputs).toEqual({ load: read[id] });
    });

    it('leave the server as it was', async () => {
      const { body } = await followStart(api, blueprint, { path: 'ok.csv' });
      expect(body.outputs).toEqual({ load: { columns: ['a', 'b'], rows: [{ a: '1', b: '2' }], total: 1 } });
    });
  });

  describe('bad servers of the corpus', () => {
    const upstream = createServer(serveScenario);
    let inside: Server;
    /** Connections to what nobody may reach. */
    let reached = 0;
    let api: RunningApi;
    let blueprint: string;

    beforeAll(async () => {
      inside = createServer((_request, response) => response.end('secret')).on('connection', () => (reached += 1));
      await Promise.all([upstream, inside].map(listen));
      api = await startApi({ config: { httpToolAllow: [`127.0.0.1:${portOf(upstream)}`] } });
      blueprint = (await api.request('POST', '/api/v1/blueprints', { json: httpBlueprint })).body.id;
    });

    afterAll(async () => {
      await api.close();
      for (const server of [upstream, inside]) server.close().closeAllConnections();
    });

    it.each(httpCases.map((input) => [input.id, input.why, input] as const))('%s %s', async (_id, _why, input) => {
      const url = urlOf(input);
      const ended = isNamed(url) ? await playNamed(url) : await follow(url);

      expect(ended).toEqual(wantedOf(input, names));
      expect(reached).toBe(0);
    });

    it('answer what is asked of them properly', async () => {
      const { body } = await followStart(api, blueprint, { url: `http://127.0.0.1:${portOf(upstream)}/fine` });
      expect(body.outputs.call.body).toEqual({ fine: true });
    });

    async function follow(url: string) {
      const given = url.endsWith('/never-answers') ? { url, timeout_s: 1 } : { url };
      const { body: _execution, ...ended } = await followStart(api, blueprint, given);
      return ended;
    }

    /** Names are the resolver's business, which the process takes from its machine: here a tool gets another one. */
    async function playNamed(url: string) {
      const engine = new Engine({ tools: [namedTool()] });
      const { snapshot } = await engine.play(documentOf([httpNode(url, 30, 'named_http_request')]));
      return { status: 202, finalStatus: snapshot.status, code: snapshot.failure?.code ?? null };
    }

    function urlOf({ request }: BadInput): string {
      const { url, scenario } = (
        request.body as { readonly inputs: { readonly url?: string; readonly scenario?: string } }
      ).inputs;
      const port = String(portOf(inside));
      return fill(url ?? `http://{upstream}/${scenario}`, {
        upstream: `127.0.0.1:${portOf(upstream)}`,
        redis_port: port,
        host_resolving_to_loopback: `localhost:${port}`,
        rebind_host: `rebind.test:${port}`,
        host_with_public_and_private_A: `mixed.test:${port}`,
      }).replace(/\{redis_port\}/, port);
    }
  });
}

function bodyText({ body }: BadInput['request']): string {
  return JSON.stringify(body ?? '');
}

function isNamed(url: string): boolean {
  return new URL(url).hostname.endsWith('.test');
}

/** `http_request` where `rebind.test` leads inside when it is asked for, and outside a moment later; `mixed.test` is both at once. */
function namedTool(): ToolDefinition {
  const inner = { address: '127.0.0.1', family: 4 };
  const outer = { address: '93.184.216.34', family: 4 };
  let asked = 0;
  const resolveName: ResolveName = (hostname, _options, callback) => {
    if (hostname === 'mixed.test') callback(null, [outer, inner]);
    // Whoever judged another answer than the one that the socket is given would be led inside.
    else callback(null, [(asked += 1) === 1 ? inner : outer]);
  };
  const { tools } = createCommonToolkit({ filesDirectories: [], http: { resolveName } });
  const tool = tools.find(({ name }) => name === 'http_request') as ToolDefinition;
  return { ...tool, name: 'named_http_request' };
}

function serveScenario(...[{ url }, response]: Parameters<RequestListener>): void {
  (scenarios[url ?? ''] ?? scenarios['/fine'])?.(response);
}

const json = { 'content-type': 'application/json' };

const bomb = gzipSync(Buffer.alloc(64 * 1_024 * 1_024));

const scenarios: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/fine': (response) => response.writeHead(200, json).end('{"fine":true}'),
  '/redirect-to-file': (response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/redirect-loop': (response) => response.writeHead(302, { location: '/redirect-loop' }).end(),
  '/stream-forever': streamForever,
  '/gzip-bomb': (response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
  },
  '/reset-after-request': (response) => response.socket?.resetAndDestroy(),
  '/never-answers': () => undefined,
  '/bad-json': (response) => response.writeHead(200, json).end('{"a": '),
  '/utf16': (response) => response.writeHead(200, json).end(Buffer.from('{"a":1}', 'utf16le')),
  '/deep-json-100k': (response) => response.writeHead(200, json).end('['.repeat(100_000) + ']'.repeat(100_000)),
};

function streamForever(response: ServerResponse): void {
  const piece = Buffer.alloc(65_536, 'x');
  const more = (): void => {
    while (!response.destroyed && response.write(piece));
  };
  response.writeHead(200, { 'content-type': 'text/plain' }).on('drain', more);
  more();
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
