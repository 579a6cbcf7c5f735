import { describe, expect, it } from '@jest/globals';
import type { McpServerConfig } from './mcp-server-config.js';
import { shownText, textsOf } from './shown-text.js';

const settings = { name: 'docs', timeoutMs: 1, isOptional: false };
const http = (headers: Readonly<Record<string, string>>, url = 'https://a.example/'): McpServerConfig => ({
  ...settings,
  kind: 'http',
  url,
  headers,
});
const stdio = (args: readonly string[], env: Readonly<Record<string, string>> = {}): McpServerConfig => ({
  ...settings,
  kind: 'stdio',
  command: 'node',
  args,
  env,
  cwd: null,
});

describe('a text of a server', () => {
  it.each([
    ['a\u0000b\u001b[31mc\u007f\u0085', 'ab[31mc'],
    ['a\u202eb\u2066c\u200bd\ufeff', 'abcd'],
    // Letters of the tag block look like nothing and are read by models.
    ['a\u{e0041}\u{e0042}', 'a'],
    ['two\n\tlines\n', 'two\n\tlines'],
    ['half \ud800 pair', 'half  pair'],
    ['Grüße 日本 🙂', 'Grüße 日本 🙂'],
  ])('is shown without what nobody sees: %j', (text, shown) => {
    expect(shownText(text, 1_000)).toBe(shown);
  });

  it('is cut, and never within a character', () => {
    expect(shownText('abc🙂', 4)).toBe('abc');
    expect(shownText('x'.repeat(2_000), 1_024)).toHaveLength(1_024);
  });

  it.each<readonly [McpServerConfig, string, string]>([
    [http({ authorization: 'Bearer sk-canary' }), 'got Bearer sk-canary, and sk-canary', 'got ***, and ***'],
    [http({}, 'https://a.example/?key=sk-canary'), 'key=sk-canary', 'key=***'],
    [stdio([], { TOKEN: 'sk-canary', MODE: 'short' }), 'sk-canary short', '*** short'],
    [
      stdio(['server-file.mjs', '--token', 'sk-canary-1', '--key=sk-canary-2']),
      'server-file.mjs sk-canary-1 sk-canary-2',
      'server-file.mjs *** ***',
    ],
  ])('holds no secret of the configuration', (server, text, shown) => {
    expect(textsOf(server)(text, 1_000)).toBe(shown);
  });

  it('holds no part of a secret at its cut end', () => {
    expect(textsOf(http({ x: 'sk-canary-of-some-length' }))('ab sk-canary-of-some-length', 8)).toBe('ab ***');
  });
});
