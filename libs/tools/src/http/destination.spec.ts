import { describe, expect, it } from '@jest/globals';
import { FailureError } from '@ice/core';
import { parseAllowList, resolveDestination } from './destination.js';

const policy = {
  allow: parseAllowList(['127.0.0.1:8080', 'Intern.Example:80', '[::1]:9000']),
  mockBinUrl: () => 'http://127.0.0.1:3456',
};
const rules = { mock: true, httpsOnly: false };

function judge(url: string, overrides: Partial<typeof rules> = {}): unknown {
  try {
    const { url: opened, trusted } = resolveDestination(url, policy, { ...rules, ...overrides });
    return { opened: opened.href, trusted };
  } catch (error) {
    return error instanceof FailureError ? error.failure.code : error;
  }
}

describe('a URL that may be opened', () => {
  it.each<[string, string, boolean]>([
    ['http://example.com/a?b=c', 'http://example.com/a?b=c', false],
    ['https://example.com./', 'https://example.com./', false],
    ['https://1.1.1.1/', 'https://1.1.1.1/', false],
    ['http://[2606:4700:4700::1111]/', 'http://[2606:4700:4700::1111]/', false],
    ['http://example.com#@127.0.0.1/', 'http://example.com/#@127.0.0.1/', false],
    ['http://127.0.0.1:8080/x', 'http://127.0.0.1:8080/x', true],
    ['http://intern.example/x', 'http://intern.example/x', true],
    ['http://INTERN.example.:80/x', 'http://intern.example./x', true],
    ['http://[::1]:9000/', 'http://[::1]:9000/', true],
    ['mock://bin/items?a=1', 'http://127.0.0.1:3456/items?a=1', true],
    ['mock://bin/../items', 'http://127.0.0.1:3456/items', true],
  ])('%s', (url, opened, trusted) => {
    expect(judge(url)).toEqual({ opened, trusted });
  });
});

describe('a URL that may not be opened', () => {
  it.each([
    'file:///etc/passwd',
    'ftp://example.com/',
    'gopher://127.0.0.1:6379/_SET%20x%201',
    'javascript:alert(1)',
    'data:text/plain,x',
    'http://',
    'example.com',
    'http://127.0.0.1/',
    'http://127.0.0.1:8081/',
    'http://localhost/',
    'http://LOCALHOST./',
    'http://app.localhost/',
    'http://printer.local/',
    'http://metadata.google.internal/',
    'http://router.home.arpa/',
    'http://0/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://127。0。0。1/',
    'http://10.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://100.64.0.1/',
    'http://224.0.0.1/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1%25eth0]/',
    'http://[fd00::1]/',
    'http://user:pass@example.com/',
    'http://example.com@127.0.0.1/',
    'http://user@127.0.0.1:8080/',
    `http://${'a'.repeat(3_000)}/`,
    `http://${'a.'.repeat(200)}example/`,
    'mock://other/items',
    'mock://bin:80/items',
    'mock://user@bin/items',
  ])('%s', (url) => {
    expect(judge(url)).toBe('url-not-allowed');
  });

  it('is the mock bin, when a redirect leads there', () => {
    expect(judge('mock://bin/items', { mock: false })).toBe('url-not-allowed');
  });

  it('is plain http where only https is wanted, unless the operator vouches for it', () => {
    expect(judge('http://example.com/', { httpsOnly: true })).toBe('url-not-allowed');
    expect(judge('http://1.1.1.1/', { httpsOnly: true })).toBe('url-not-allowed');
    expect(judge('http://127.0.0.1:8080/', { httpsOnly: true })).toMatchObject({ trusted: true });
    expect(judge('mock://bin/items', { httpsOnly: true })).toMatchObject({ trusted: true });
    expect(judge('https://example.com/', { httpsOnly: true })).toMatchObject({ trusted: false });
  });

  it('is told without its secrets', () => {
    const open = (): unknown => resolveDestination('http://user:pw@10.0.0.1/path?key=s3cret#x', policy, rules);
    expect(open).toThrow(
      expect.objectContaining({
        failure: {
          code: 'url-not-allowed',
          message: 'http://10.0.0.1/path may not be opened: it holds a user name or password.',
          retryable: false,
          evidence: { url: 'http://10.0.0.1/path' },
        },
      }),
    );
  });

  it('is the mock bin outside of test mode, and the failure says so', () => {
    const open = (): unknown =>
      resolveDestination('mock://bin/items', { ...policy, mockBinUrl: () => undefined }, rules);
    expect(open).toThrow('mock://bin/items may not be opened: mock://bin exists in test mode only (ICE_TEST_MODE=1).');
  });
});

describe('the mock bin of a tenant', () => {
  const bins = { ...policy, mockBinUrl: (tenant: string | null) => `http://127.0.0.1:3456/${tenant ?? 'anybody'}` };
  const opened = (url: string, tenant?: string | null): unknown => {
    try {
      return resolveDestination(url, bins, { ...rules, ...(tenant !== undefined && { tenant }) }).url.href;
    } catch (error) {
      return (error as FailureError).failure.code;
    }
  };

  it.each<[string, string | null | undefined, string]>([
    ['mock://bin/items?a=1', 'AAAAA', 'http://127.0.0.1:3456/AAAAA/items?a=1'],
    ['mock://bin/items', null, 'http://127.0.0.1:3456/anybody/items'],
    ['mock://bin/items', undefined, 'http://127.0.0.1:3456/anybody/items'],
    ['mock://bin', 'AAAAA', 'http://127.0.0.1:3456/AAAAA/'],
    ['mock://bin/a\\..\\items', 'AAAAA', 'http://127.0.0.1:3456/AAAAA/items'],
  ])('%s of %j is %s', (url, tenant, href) => {
    expect(opened(url, tenant)).toBe(href);
  });

  it.each([
    'mock://bin/../BBBBB/items',
    'mock://bin/%2e%2e/BBBBB/items',
    'mock://bin/..\\BBBBB\\items',
    'mock://bin/..%5CBBBBB/items',
    'mock://bin/x/..\\..\\BBBBB/items',
    'mock://bin/.%2e\\BBBBB/items',
    'mock://bin//../../BBBBB/items',
    'mock://bin/\\..\\..\\BBBBB',
  ])('%s never leads to that of another', (url) => {
    expect(opened(url, 'AAAAA')).toMatch(/^(url-not-allowed$|http:\/\/127\.0\.0\.1:3456\/AAAAA\/)/);
  });
});

describe('the allow list', () => {
  it.each([
    'localhost',
    'http://localhost:80',
    'localhost:',
    'localhost:99999',
    'a b:80',
    'user@host:80',
    'host:80/path',
    '',
  ])('refuses the entry "%s"', (entry) => {
    expect(() => parseAllowList([entry])).toThrow(
      expect.objectContaining({
        code: 'validation-failed',
        message: `ICE_HTTP_TOOL_ALLOW: "${entry}" is not host:port.`,
      }),
    );
  });
});
