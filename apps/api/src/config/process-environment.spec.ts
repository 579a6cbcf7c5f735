import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { processEnvironment } from './process-environment.js';

describe('the environment of the process', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'ice-env-'));
  });

  afterEach(() => {
    delete process.env['ICE_SPEC_BOTH'];
    rmSync(folder, { recursive: true, force: true });
  });

  it('holds what .env says, and what the process says wins', () => {
    process.env['ICE_SPEC_BOTH'] = 'process';
    writeFileSync(path.join(folder, '.env'), '# a comment\nICE_SPEC_BOTH=file\nICE_SPEC_FILE="of the file"\n');
    const { ICE_SPEC_BOTH, ICE_SPEC_FILE } = processEnvironment(folder);

    expect({ ICE_SPEC_BOTH, ICE_SPEC_FILE }).toEqual({ ICE_SPEC_BOTH: 'process', ICE_SPEC_FILE: 'of the file' });
  });

  it('is that of the process alone where there is no .env', () => {
    expect(processEnvironment(folder)).toEqual({ ...process.env });
  });
});
