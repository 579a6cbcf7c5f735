/** What `ice new`, `ice scaffold` and `ice init` refuse: nothing is written then, and the next command is named. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runIce, type IceRun } from '../support/run-ice.js';

const longest = 'a-name-of-forty-characters-as-the-most-x';
let folder: string;
let shop: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'ice-refused-'));
  shop = path.join(folder, 'my-shop');
  await ice('scaffold app my-shop');
  for (const kind of ['tool word_count', 'provider parrot', 'agent support']) await ice(`new ${kind}`, shop);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function ice(line: string, cwd = folder): Promise<IceRun> {
  return runIce(line.split(' '), { cwd });
}

function filesIn(place: string): readonly string[] {
  return readdirSync(place, { recursive: true, encoding: 'utf8' }).sort();
}

describe('what is refused', () => {
  it('is what is not known, with what was perhaps meant', async () => {
    const hints = async (line: string) => {
      const { code, json } = await ice(`${line} --json`, shop);
      return [code, json.error.message, json.error.hint];
    };
    expect(await hints('new tol word_count')).toEqual([
      2,
      'There is no kind "tol" to make.',
      'Did you mean: ice new tool word_count',
    ]);
    expect(await hints('new constructor x')).toEqual([
      ...[2, 'There is no kind "constructor" to make.'],
      'There are: tool, agent, llm-operator, provider, blueprint, store.',
    ]);
    expect(await hints('new node x')).toEqual([
      2,
      'Plugins bring no kinds of nodes.',
      expect.stringMatching(/^A tool /),
    ]);
    expect(await hints('scaffold tolkit x')).toEqual([
      2,
      'There is no template "tolkit".',
      'Did you mean: ice scaffold toolkit x',
    ]);
    expect(await hints('new tool WordCount')).toEqual([
      2,
      expect.stringMatching(/is no name for a tool/),
      'Such as word_count.',
    ]);
  });

  it.each(['', 'Word', '1st', 'a--b', 'a_', '-a', '../x', 'ü', 'a b', `${longest}x`])(
    'is the name "%s"',
    async (name) => {
      const run = await runIce(['new', 'tool', '--json', '--', name], { cwd: shop });
      expect([run.code, run.json.error.code]).toEqual([2, 'usage']);
    },
  );

  it('is what is there already, before anything is written', async () => {
    const before = filesIn(shop);
    writeFileSync(path.join(shop, 'src/other.tool.test.ts'), '');
    const codes = [];
    for (const line of ['tool word-count', 'tool other', 'provider parrot', 'agent support', 'blueprint my_shop'])
      codes.push((await ice(`new ${line} --json`, shop)).json.error.code);
    codes.push((await ice('scaffold toolkit my-shop --json')).json.error.code);
    expect(codes).toEqual(codes.map(() => 'already-exists'));
    expect(codes).toHaveLength(6);
    rmSync(path.join(shop, 'src/other.tool.test.ts'));
    expect(filesIn(shop)).toEqual(before);
  });

  it('is every name that a server has by itself', async () => {
    const env = { ICE_STORE: 'memory' };
    const tools = (await runIce(['tools', '--json'], { env, cwd: folder })).json;
    const models = (await runIce(['models', '--json'], { env, cwd: folder })).json;
    const names = (listed: readonly { name: string }[]) => listed.map(({ name }) => name);
    const toolkits = new Set<string>(tools.map(({ toolkit }: { toolkit: string }) => toolkit));
    const providers = new Set(names(models.data).map((name) => name.split('/')[0]));
    const lines = [
      ...names(tools).map((name) => `new tool ${name}`),
      ...[...toolkits].map((name) => `scaffold toolkit ${name}`),
      ...[...providers].map((name) => `new provider ${name}`),
    ];
    const runs = await Promise.all(lines.map((line) => ice(line, shop)));
    expect(lines.filter((_, index) => runs[index]?.code !== 7)).toEqual([]);
    expect([toolkits.size, providers.size]).toEqual([4, 3]);
  });

  it('is a place without a plugin, but for a blueprint', async () => {
    const place = path.join(folder, 'bare');
    mkdirSync(place);
    const { code, json } = await ice('new agent support --json', place);
    expect([code, json.error.code]).toEqual([2, 'no-package']);
    expect((await ice('new store audit --json', place)).json.error).toMatchObject({
      code: 'no-package',
      hint: 'Make one: ice scaffold app my-shop && cd my-shop && ice new store audit',
    });
    expect(json.error.hint).toMatch(/^Make one: ice scaffold toolkit my-tools && cd my-tools && ice new agent support/);
    const free = await ice('new blueprint greeting --json', place);
    expect(free.json).toEqual({ written: ['greeting.yaml'], edited: [], next: ['npx ice run greeting.yaml'] });
    const run = await runIce(['run', 'greeting.yaml', '--input', 'name=Grace', '--json'], { cwd: place });
    expect(run.json).toEqual({ greeting: 'Hello, Grace!' });
  });

  it('is a module that is written in another way, with the lines to add', async () => {
    const place = shop;
    const file = path.join(place, 'src/my-shop.module.ts');
    const source = readFileSync(file, 'utf8');
    writeFileSync(file, source.replace('providers: [', 'providers: own || ['));
    const run = await ice('new tool odd', place);
    writeFileSync(file, source);
    expect([run.code, run.stderr.split('\n').slice(1, 4)]).toEqual([
      7,
      [
        '  With --no-register the files are written, and these lines are yours to add there:',
        "  import { OddTool } from './odd.tool.js';",
        '  providers: [OddTool],',
      ],
    ]);
    expect(existsSync(path.join(place, 'src/odd.tool.ts'))).toBe(false);
  });

  it('is a place that cannot be written, in a sentence', async () => {
    const place = path.join(folder, 'blocked');
    mkdirSync(place);
    const manifest = { name: 'blocked', type: 'module' };
    writeFileSync(path.join(place, 'package.json'), JSON.stringify(manifest));
    for (const name of ['src', 'my-tools']) writeFileSync(path.join(place, name), 'a file');
    const before = filesIn(place);
    const told = [];
    for (const line of ['init', 'scaffold toolkit my-tools', 'new store audit'])
      told.push((await ice(`${line} --json`, place)).json.error);
    const because = 'cannot be written: a file stands where a folder has to be.';
    const rest = { code: 'file-unwritable', hint: 'Move that file, or take another name.', exit_code: 2 };
    expect(told).toEqual([
      { ...rest, message: `"src/blocked.module.ts" ${because}` },
      { ...rest, message: `"my-tools" ${because}` },
      { ...rest, message: `"src/audit-store.ts" ${because}` },
    ]);
    expect([filesIn(place), readFileSync(path.join(place, 'package.json'), 'utf8')]).toEqual([
      before,
      JSON.stringify(manifest),
    ]);
  });
});
