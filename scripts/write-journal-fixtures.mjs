// Writes the stored journals of a new version into test/fixtures/journals: `node scripts/write-journal-fixtures.mjs v0.2`. Files that are
// there already are frozen, and a version that has any is refused.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root, tool } from './run-parts.mjs';

const [version = ''] = process.argv.slice(2);
if (!/^v\d+\.\d+$/.test(version)) {
  console.error('Which version? For example: node scripts/write-journal-fixtures.mjs v0.2');
  process.exit(2);
}
const writer = '**/test/support/journals/write-fixtures.ts';
const [jest = '', ...options] = tool('jest', '--ci', '--testMatch', writer);
const env = { ...process.env, ICE_JOURNALS_VERSION: version };
const { status } = spawnSync(path.join(root, jest), options, { cwd: root, env, stdio: 'inherit' });
process.exitCode = status ?? 1;
