/** The client's types are those of the OpenAPI document as it stands. */
import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

describe('the generated types of the client', () => {
  it('are what `npm run schemas` would write now', () => {
    const script = path.join('scripts', 'write-client-types.mjs');
    const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { cwd: root, encoding: 'utf8' });

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
