/** The client runs where there is neither Node nor a package: in a bare realm that has what every browser has. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transformSync } from '@swc/core';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { WebSocket } from 'ws';
import { startApi, type RunningApi } from '../support/start-api.js';
import { toolNode, watchedBlueprint } from '../support/watched-blueprint.js';

const sources = path.resolve(__dirname, '../../libs/client/src');

/** What a page has, and the client uses. */
const platform = {
  ...{ fetch, WebSocket, URL, TextDecoder, AbortController, crypto, setTimeout, clearTimeout },
};

const greeting = watchedBlueprint([toolNode('hello', 'echo', { value: 'Hello' })], {
  outputs: { text: '{{ nodes.hello.value }}' },
});

/** What a page would do. */
const page = `async (url, blueprint) => {
  const ice = new IceClient({ url });
  const { id } = await ice.blueprints.create(blueprint);
  const execution = await ice.executions.start({ blueprint_id: id });
  const types = [];
  for await (const { type } of execution.events()) types.push(type);
  const refused = await ice.blueprints.get('bp_none').catch(({ name, code }) => name + ' ' + code);
  return JSON.stringify([types.at(0), types.at(-1), await execution.result(), refused]);
}`;

describe('a bare realm', () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  it.each(['with sockets', 'without'])('runs the client %s', async (name) => {
    const { WebSocket: _sockets, ...rest } = platform;
    const realm = vm.createContext(name === 'without' ? rest : platform);
    const exported = load('index.js', realm, new Map());
    const run = vm.runInContext(`(IceClient) => ${page}`, realm)(exported['IceClient']);
    expect(JSON.parse(await run(api.url, greeting))).toEqual([
      'execution.queued',
      'execution.completed',
      { text: 'Hello' },
      'IceProblem not-found',
    ]);
  });

  it('has nothing of Node', () => {
    expect(vm.runInContext('[typeof process, typeof Buffer, typeof require]', vm.createContext(platform))).toEqual([
      'undefined',
      'undefined',
      'undefined',
    ]);
  });
});

type Exports = Record<string, unknown>;

/** Loads a module of the client and what it imports. @throws for an import of anything else. */
function load(place: string, realm: vm.Context, loaded: Map<string, Exports>): Exports {
  const known = loaded.get(place);
  if (known) return known;
  const file = path.join(sources, place.replace(/\.js$/, '.ts'));
  const jsc = { target: 'es2023', parser: { syntax: 'typescript' } } as const;
  const { code } = transformSync(readFileSync(file, 'utf8'), { swcrc: false, jsc, module: { type: 'commonjs' } });
  const exports: Exports = {};
  loaded.set(place, exports);
  const require = (name: string): Exports => {
    if (!name.startsWith('.')) throw new Error(`${place} imports ${name}`);
    return load(path.join(path.dirname(place), name), realm, loaded);
  };
  vm.runInContext(`(exports, require) => { ${code} }`, realm)(exports, require);
  return exports;
}
