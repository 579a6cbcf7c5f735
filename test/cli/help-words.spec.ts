/** The word `help` wherever it stands, and commands that look at this machine alone: none of them needs a server. */
import { describe, expect, it } from '@jest/globals';
import { tmpdir } from 'node:os';
import { runIce } from '../support/run-ice.js';

describe('commands that look at this machine', () => {
  it.each(['verify-store', 'doctor', 'config'])('refuse --remote: %s', async (name) => {
    const env = { ICE_DATA_DIR: tmpdir(), PORT: '0' };
    expect(await runIce(['--remote', 'http://127.0.0.1:9', name], { env })).toMatchObject({
      code: 2,
      stdout: '',
      stderr: `ice: --remote: ${name} looks at this machine only.\n`,
    });
  });

  it('say that ICE_URL is of no use to them, and go on', async () => {
    const env = { ICE_URL: 'http://127.0.0.1:9', ICE_STORE: 'memory', PORT: '0' };
    const note = 'ICE_URL is of no use here: config looks at this machine only.\n';
    const { code, stdout, stderr } = await runIce(['config'], { env });
    expect([code, stdout.startsWith('variable '), stderr]).toEqual([0, true, note]);
    expect((await runIce(['config', '--quiet'], { env })).stderr).toBe('');
    // The data of a folder that was named are of this machine: nobody meant the server.
    expect((await runIce(['config', '--data-dir', tmpdir()], { env })).stderr).toBe('');
  });
});

describe('ice help', () => {
  it.each([
    ['help run', 'ice run'],
    ['--json help run', 'ice run'],
    ['help exec', 'ice exec'],
    ['help exec list', 'ice exec list'],
    ['exec help list', 'ice exec list'],
    ['exec help', 'ice exec'],
    ['--remote help exec help list', 'ice exec list'],
    ['help', 'ice'],
    ['help help', 'ice help'],
  ])('%s is the help of a command', async (line, name) => {
    const { code, stdout, stderr } = await runIce(line.split(' '));
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`Usage: ${name} [options]`);
  });

  it.each([
    ['help foo', "ice: Unknown command 'foo'"],
    ['help rum', "ice: Unknown command 'rum' (Did you mean run?)"],
    ['help exec lst', "ice: Unknown command 'lst' (Did you mean list?)"],
    ['exec help lst', "ice: Unknown command 'lst' (Did you mean list?)"],
    ['exec lst --help', "ice: Unknown command 'lst' (Did you mean list?)"],
  ])('%s ends with 2, as the command would', async (line, sentence) => {
    const { code, stdout, stderr } = await runIce(line.split(' '));
    expect([code, stdout, stderr.split('\n')[0]]).toEqual([2, '', sentence]);
  });

  it.each([
    ['--json', '`ice --help` lists them.'],
    ['exec --json', '`ice exec --help` lists them.'],
    ['--json --data-dir exec blueprint', '`ice blueprint --help` lists them.'],
  ])('is named where a command is missing: %s', async (line, hint) => {
    const { code, json } = await runIce(line.split(' '));
    expect([code, json.error.message, json.error.hint]).toEqual([2, 'A command is missing.', hint]);
  });
});
