import { describe, expect, it } from '@jest/globals';
import type { JsonObject, JsonValue } from '@ice/core';
import { readMcpServers } from './read-mcp-servers.js';

const refusalOf = (document: JsonObject): string => {
  const reading = readMcpServers(document);
  return reading.ok ? '' : reading.because;
};

describe('the configuration of MCP servers', () => {
  it('is read with its defaults, in the order of the names', () => {
    expect(readMcpServers({ local: { command: 'node' }, docs: { url: 'HTTP://localhost:8080' } })).toEqual({
      ok: true,
      value: [
        {
          kind: 'http',
          name: 'docs',
          timeoutMs: 30_000,
          isOptional: false,
          url: 'http://localhost:8080/',
          headers: {},
        },
        {
          kind: 'stdio',
          name: 'local',
          timeoutMs: 30_000,
          isOptional: false,
          command: 'node',
          args: [],
          env: {},
          cwd: null,
        },
      ],
    });
  });

  it('is read with everything that may be said', () => {
    const reading = readMcpServers({
      a: { url: 'https://a.example/mcp?team=1', headers: { 'X-Team': 'b' }, timeout_s: 0.5, optional: true },
      b: { command: 'node', args: ['s.mjs', ''], env: { TOKEN: '' }, cwd: '/srv', timeout_s: 3_600, optional: false },
    });

    expect(reading).toEqual({
      ok: true,
      value: [
        {
          kind: 'http',
          name: 'a',
          timeoutMs: 500,
          isOptional: true,
          url: 'https://a.example/mcp?team=1',
          headers: { 'x-team': 'b' },
        },
        {
          kind: 'stdio',
          name: 'b',
          timeoutMs: 3_600_000,
          isOptional: false,
          command: 'node',
          args: ['s.mjs', ''],
          env: { TOKEN: '' },
          cwd: '/srv',
        },
      ],
    });
  });

  it('is frozen at every depth', () => {
    const reading = readMcpServers({ a: { url: 'https://a.example', headers: { x: 'y' } } });
    const [server] = reading.ok ? reading.value : [];

    expect([server, server?.kind === 'http' && server.headers].map((each) => Object.isFrozen(each))).toEqual([
      true,
      true,
    ]);
  });

  const noName = 'a server has a name that is none; allowed: a to z, digits and _, a letter first, at most 32';
  const noUrl = 'url of a is not usable; allowed: an http or https address without user name, password and fragment';
  const noHeaders =
    'headers of a is not usable; allowed: an object of texts by names of headers, without those that the protocol sets';

  it.each<readonly [JsonValue, string]>([
    [{ Docs: { url: 'https://a.example' } }, noName],
    [{ '': { url: 'https://a.example' } }, noName],
    [{ ['a'.repeat(33)]: { url: 'https://a.example' } }, noName],
    [{ a: 'https://a.example' }, 'a is no object'],
    [{ a: {} }, 'a needs either url or command'],
    [{ a: { url: 'https://a.example', command: 'node' } }, 'a needs either url or command'],
    [{ a: { url: 'ftp://a.example' } }, noUrl],
    [{ a: { url: 'a.example' } }, noUrl],
    [{ a: { url: 'https://user:sk-canary@a.example' } }, noUrl],
    [{ a: { url: 'https://a.example/#b' } }, noUrl],
    [{ a: { url: 'https://a.example', headers: { Host: 'b' } } }, noHeaders],
    [{ a: { url: 'https://a.example', headers: { 'Mcp-Session-Id': 'b' } } }, noHeaders],
    [{ a: { url: 'https://a.example', headers: { x: 'sk-canary\n' } } }, noHeaders],
    [{ a: { url: 'https://a.example', headers: { x: 1 } } }, noHeaders],
    [{ a: { url: 'https://a.example', headers: { x: 'a', X: 'b' } } }, noHeaders],
    [
      { a: { url: 'https://a.example', args: [] } },
      'a has a key that is not known; allowed: url, headers, timeout_s, optional',
    ],
    [{ a: { command: '' } }, 'command of a is not usable; allowed: a text'],
    [{ a: { command: ['node'] } }, 'command of a is not usable; allowed: a text'],
    [{ a: { command: 'node', args: ['a\0'] } }, 'args of a is not usable; allowed: a list of at most 100 texts'],
    [
      { a: { command: 'node', env: { 'A B': 'c' } } },
      'env of a is not usable; allowed: an object of texts by names of variables',
    ],
    [
      { a: { command: 'node', timeout_s: 0 } },
      'timeout_s of a is not usable; allowed: seconds, above 0 and at most 3600',
    ],
    [{ a: { command: 'node', optional: 'yes' } }, 'optional of a is not usable; allowed: true or false'],
    [
      { a: { command: 'node', shell: true } },
      'a has a key that is not known; allowed: command, args, env, cwd, timeout_s, optional',
    ],
    [
      Object.fromEntries(Array.from({ length: 33 }, (_, index) => [`a${index}`, { command: 'node' }])),
      'there are more than 32 servers',
    ],
  ])('refuses %j', (document, sentence) => {
    expect(refusalOf(document as JsonObject)).toBe(sentence);
  });
});
