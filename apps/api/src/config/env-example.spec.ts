import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { configVariables } from './config-variables.js';
import { envExample } from './env-example.js';

const root = path.join(import.meta.dirname, '..', '..', '..', '..');

describe('.env.example', () => {
  it('is in step with the table of variables', () => {
    expect(readFileSync(path.join(root, '.env.example'), 'utf8')).toBe(envExample());
  });

  it('shows every variable at a default that is accepted', () => {
    const refused = Object.values(configVariables).filter((variable) => !variable.read(variable.default).ok);

    expect(refused).toEqual([]);
  });
});
