/** The OpenAPI document passes the linter's strict rules, and the linter asks nobody on the network. */
import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
/** Whoever opens a connection ends the process with this. */
const connected = 97;
const offline = `import net from 'node:net'; net.Socket.prototype.connect = () => process.exit(${connected});`;
const env = {
  ...process.env,
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(offline)}`,
  REDOCLY_TELEMETRY: 'off',
  REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
};

interface Report {
  readonly totals: { readonly errors: number; readonly warnings: number; readonly ignored: number };
  readonly problems: readonly { readonly ruleId: string; readonly message: string }[];
}

describe('schemas/openapi.json', () => {
  it('has no error and no warning in the strict set of rules, none of them switched off', () => {
    const linter = path.join(root, 'node_modules/@redocly/cli/bin/cli.js');
    const options = ['lint', 'schemas/openapi.json', '--extends=recommended-strict', '--format=json'];
    const { status, stdout } = spawnSync(process.execPath, [linter, ...options], { cwd: root, env, encoding: 'utf8' });
    const { totals, problems } = JSON.parse(stdout) as Report;

    expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
    expect({ status, totals }).toEqual({ status: 0, totals: { errors: 0, warnings: 0, ignored: 0 } });
  }, 60_000);
});
