import { expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

it('the client of MCP servers is loaded in one place, and only when it is asked for', () => {
  const importing = /(?:import(?! type)[^;]*?|import\(|require\()\s*'@modelcontextprotocol\/client'/;
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
  const eager = files.filter((file) =>
    importing.test(
      readFileSync(path.join(import.meta.dirname, file), 'utf8')
        .replace(/^ \*.*$/gm, '')
        .replace("typeof import('@modelcontextprotocol/client')", ''),
    ),
  );

  expect(eager).toEqual(['load-mcp-client.ts']);
});
