/** The generated files of `schemas/` say what this code says. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { schemaFiles } from '@ice/api';
import { nodeSchemaByKind } from '@ice/core';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startApi, type RunningApi } from '../support/start-api.js';

const folder = path.resolve(__dirname, '../../schemas');
const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');

describe('the schemas folder', () => {
  let api: RunningApi;

  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  it('is what `npm run schemas` would write now', () => {
    const stale = Object.entries(schemaFiles(api.app))
      .filter(([name, text]) => !existsSync(path.join(folder, name)) || read(name) !== text)
      .map(([name]) => `schemas/${name} is stale: npm run schemas`);

    expect(stale).toEqual([]);
  });

  it('holds nothing that nobody generates', () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(schemaFiles(api.app)).sort());
  });

  it('holds the very OpenAPI document that the server serves', async () => {
    expect(JSON.parse(read('openapi.json'))).toEqual((await api.request('GET', '/openapi.json')).body);
  });

  it('holds a schema of every node kind for editors, complete in itself', () => {
    const text = read('blueprint.schema.json');
    const { $defs } = JSON.parse(text) as {
      $defs: Readonly<Record<string, { properties?: { type?: { const?: string } } }>>;
    };
    const kinds = Object.values($defs).flatMap(({ properties }) => properties?.type?.const ?? []);
    const targets = [...text.matchAll(/"\$ref": "#\/\$defs\/([^"]+)"/g)].map(([, name]) => name ?? '');

    expect(kinds.sort()).toEqual(Object.keys(nodeSchemaByKind).sort());
    expect(targets.filter((name) => !Object.hasOwn($defs, name))).toEqual([]);
    expect(text.match(/"\$ref":/g)).toHaveLength(targets.length);
  });
});
