/** `ice new`, `ice scaffold` and `ice init`: what they write is formatted, compiles, is registered, and its tests pass as they stand. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import * as babel from 'prettier/plugins/babel';
import * as estree from 'prettier/plugins/estree';
import * as typescript from 'prettier/plugins/typescript';
import * as yaml from 'prettier/plugins/yaml';
import { format } from 'prettier/standalone';
import { MarkdownPage } from '../docs/markdown-page.js';
import { runIce, type IceRun } from '../support/run-ice.js';

const root = path.join(import.meta.dirname, '..', '..');
const longest = 'a-name-of-forty-characters-as-the-most-x';
let folder: string;
let shop: string;

beforeAll(() => {
  // Below the checkout, where Node finds its packages upwards and nothing has to be installed.
  const cache = path.join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(path.join(cache, 'scaffold-'));
  shop = path.join(folder, 'my-shop');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function ice(line: string, cwd = folder): Promise<IceRun> {
  return runIce(line.split(' '), { cwd });
}

/** All that is written below a folder, but for what was built. */
function filesIn(place: string): readonly string[] {
  const found = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = found.map((entry) => path.relative(place, path.join(entry.parentPath, entry.name)));
  return names.filter((name) => !name.startsWith('dist')).sort();
}

/** The code block of the page about plugins that holds this text. */
function shown(part: string): string {
  const page = new MarkdownPage('docs/how-to/write-a-plugin.md');
  const found = page.code.filter(({ text }) => text.includes(part));
  expect(found).toHaveLength(1);
  return found[0]?.text ?? '';
}

async function program(command: readonly string[], cwd: string): Promise<string> {
  const env = { ...process.env, NODE_V8_COVERAGE: undefined, NODE_OPTIONS: undefined, ICE_URL: undefined };
  try {
    return (await promisify(execFile)(process.execPath, [...command], { cwd, env })).stdout;
  } catch (fault) {
    const { stdout = '', stderr = '' } = fault as { stdout?: string; stderr?: string };
    throw new Error(`node ${command.join(' ')} failed:\n${stdout}${stderr}`, { cause: fault });
  }
}

const kinds = [
  'tool word_count',
  'provider parrot',
  'agent support',
  'llm-operator summarize',
  'blueprint greeting',
  'store audit',
];

describe('an application with one of each kind', () => {
  it('is written, and told as a tree and as JSON', async () => {
    const written = await ice('scaffold app my-shop');
    expect([written.code, written.stdout, written.stderr.split('\n')]).toEqual([
      0,
      '',
      [
        'Written:',
        'my-shop',
        '├── .env',
        '├── .env.example',
        '├── .gitignore',
        '├── README.md',
        '├── blueprints',
        '│   └── my-shop.yaml',
        '├── package.json',
        '├── src',
        '│   ├── my-shop-words.tool.test.ts',
        '│   ├── my-shop-words.tool.ts',
        '│   ├── my-shop.blueprint.test.ts',
        '│   └── my-shop.module.ts',
        '└── tsconfig.json',
        'Next:',
        '  cd my-shop',
        '  npm test',
        '  npx ice run blueprints/my-shop.yaml',
        '',
      ],
    ]);
    // From a folder within the package, as one who edits there.
    const runs = [];
    for (const kind of kinds) runs.push(await ice(`new ${kind} --json`, path.join(shop, 'src')));
    expect(runs.map(({ code, json }) => [code, json.written, json.edited])).toEqual([
      [0, ['word-count.tool.ts', 'word-count.tool.test.ts'], ['my-shop.module.ts']],
      [0, ['parrot.provider.ts', 'parrot.provider.test.ts'], ['my-shop.module.ts']],
      [0, ['../blueprints/support.yaml', 'support.blueprint.test.ts'], []],
      [0, ['../blueprints/summarize.yaml', 'summarize.blueprint.test.ts'], []],
      [0, ['../blueprints/greeting.yaml', 'greeting.blueprint.test.ts'], []],
      [0, ['audit-store.ts', 'audit-store.test.ts'], ['../package.json']],
    ]);
    const usage = /^ {2}IceModule[\s\S]*?^ {2}\}\)$/m.exec(runs.at(-1)?.stderr ?? '')?.[0] ?? 'nothing';
    expect(shown('openStorage:')).toContain(usage.replaceAll(/^ {2}/gm, ''));
    const env = 'ICE_PLUGINS=../dist/my-shop.module.js npx ice';
    expect(runs.map(({ json }) => json.next)).toEqual([
      ['npm test', `${env} tools word_count`],
      ['npm test', `${env} models`],
      ['npm test', `${env} run ../blueprints/support.yaml`],
      ['npm test', `${env} run ../blueprints/summarize.yaml`],
      ['npm test', `${env} run ../blueprints/greeting.yaml`],
      ['npm test'],
    ]);
  });

  it('lists its classes in its module, and writes what the page about plugins shows', () => {
    expect(readFileSync(path.join(shop, 'src/my-shop.module.ts'), 'utf8').split('\n').slice(2, -1)).toEqual([
      "import { MyShopWordsTool } from './my-shop-words.tool.js';",
      "import { WordCountTool } from './word-count.tool.js';",
      "import { ParrotModels } from './parrot.provider.js';",
      '',
      '/** The plugin. Its compatibility is the range of versions of iceOS that it starts with. */',
      '@Module({',
      "  imports: [IceModule.forFeature({ name: 'my-shop', compatibility: '^0.1.0' })],",
      '  providers: [MyShopWordsTool, WordCountTool, ParrotModels],',
      '})',
      'export class MyShopPlugin {}',
    ]);
    expect(readFileSync(path.join(shop, 'src/audit-store.test.ts'), 'utf8')).toBe(
      shown('AuditStore(new MemoryStore())'),
    );
    const tool = readFileSync(path.join(shop, 'src/word-count.tool.ts'), 'utf8');
    expect(tool.trimEnd().split('\n').length).toBeLessThanOrEqual(20);
  });

  it('compiles, and every test passes unedited', async () => {
    const { scripts } = JSON.parse(readFileSync(path.join(shop, 'package.json'), 'utf8'));
    expect(scripts).toEqual({
      build: 'tsc',
      test: 'tsc && cd dist && node --test',
      start: 'tsc && ice dev',
    });
    // Beside them the host of the store, as the page about it shows it.
    writeFileSync(path.join(shop, 'src/host.ts'), shown('openStorage:'));
    await program([path.join(root, 'node_modules/typescript/bin/tsc')], shop);
    const dist = path.join(shop, 'dist');
    // What `node --test` does in a process for each file, here in one.
    const tests = readdirSync(dist).filter((name) => name.endsWith('.test.js'));
    const script = tests.map((name) => `await import('./${name}');`).join('\n');
    const told = await program(['--test-reporter=tap', '--input-type=module', '--eval', script], dist);
    expect(tests).toHaveLength(8);
    expect([...told.matchAll(/^ok \d+ - (.*)$/gm)].map(([, name]) => name).sort()).toEqual([
      'AuditStore, by the contract of stores:',
      'describes a thing and counts the words',
      'greets by name',
      'my_shop_words',
      'my_shop_words, by the contract of tools:',
      'parrot/small',
      'parrot/small, by the contract of models:',
      'searches before it answers',
      'sends back what does not fit, and gives what does',
      'word_count',
      'word_count, by the contract of tools:',
    ]);
    expect(told).toMatch(/^# fail 0$/m);
  });

  it('is run by the command that it was told', async () => {
    const bin = path.join(root, 'apps/cli/bin/ice.js');
    const outputs = JSON.parse(await program([bin, 'run', 'blueprints/my-shop.yaml', '--json'], shop));
    expect(outputs).toEqual({ text: expect.any(String), words: expect.any(Number) });
  });
});

describe('what is written', () => {
  const parsers: Readonly<Record<string, string>> = { '.ts': 'typescript', '.json': 'json', '.yaml': 'yaml' };
  const options = {
    ...JSON.parse(readFileSync(path.join(root, '.prettierrc.json'), 'utf8')),
    plugins: [babel, estree, typescript, yaml],
  };

  async function unformatted(place: string): Promise<readonly string[]> {
    const odd: string[] = [];
    for (const name of filesIn(place)) {
      const parser = name === 'package.json' ? 'json-stringify' : parsers[path.extname(name)];
      const text = readFileSync(path.join(place, name), 'utf8');
      if (parser && (await format(text, { ...options, parser })) !== text) odd.push(name);
    }
    return odd;
  }

  it.each(['x', longest])('is formatted, also for the name %s', async (name) => {
    await ice(`scaffold toolkit ${name}`);
    const place = path.join(folder, name);
    for (const kind of kinds)
      await ice(`new ${kind.split(' ')[0]} ${kind.split(' ')[0]?.charAt(0)}${name.slice(1)}`, place);
    expect(filesIn(place)).toHaveLength(7 + 2 * kinds.length);
    expect(await unformatted(place)).toEqual([]);
  });

  it('is nothing where it is only to be shown', async () => {
    const place = path.join(folder, 'x');
    const before = filesIn(place);
    const source = readFileSync(path.join(place, 'src/x.module.ts'), 'utf8');
    const { json, stderr } = await ice('new tool shown --dry-run --json', place);
    expect(json).toEqual({
      ...{ written: [], edited: [], next: [] },
      would_write: ['src/shown.tool.ts', 'src/shown.tool.test.ts'],
      would_edit: ['src/x.module.ts'],
    });
    expect(stderr).toMatch(/^Nothing was written\. It would be:\n\.\n└── src\n {4}├── shown\.tool\.test\.ts\n/);
    await ice('scaffold toolkit shown --dry-run');
    expect([filesIn(place), existsSync(path.join(folder, 'shown'))]).toEqual([before, false]);
    expect(readFileSync(path.join(place, 'src/x.module.ts'), 'utf8')).toBe(source);
  });

  it('may leave the module alone, and says what belongs there', async () => {
    const place = path.join(folder, 'x');
    const { json, stderr } = await ice('new tool loose --no-register --json', place);
    expect(json.edited).toEqual([]);
    expect(stderr).toContain(
      "Add to src/x.module.ts:\n  import { LooseTool } from './loose.tool.js';\n  providers: [LooseTool],\n",
    );
  });

  it('depends on the packages of the checkout, from anywhere', async () => {
    const outside = mkdtempSync(path.join(realpathSync(tmpdir()), 'ice-scaffold-'));
    const { json } = await ice('scaffold toolkit my-tools --json', outside);
    const place = path.join(outside, 'my-tools');
    const manifest = JSON.parse(readFileSync(path.join(place, 'package.json'), 'utf8'));
    const wanted: readonly [string, string][] = Object.entries({
      ...manifest.dependencies,
      ...manifest.devDependencies,
    });
    const linked = wanted.flatMap(([name, version]) => (version.startsWith('file:') ? [[name, version.slice(5)]] : []));
    const found = linked.map(
      ([, link]) => JSON.parse(readFileSync(path.join(place, link!, 'package.json'), 'utf8')).name,
    );
    rmSync(outside, { recursive: true });
    expect(json.next).toEqual(['cd my-tools', 'npm install', 'npm test', 'npx ice new tool word_count']);
    expect(found).toEqual(['@ice/plugin', '@ice/api', '@ice/builder', '@ice/cli']);
    expect(linked.map(([name]) => name)).toEqual(found);
    const own = JSON.parse(readFileSync(path.join(root, 'libs/plugin/package.json'), 'utf8')).dependencies;
    expect([manifest.dependencies['@nestjs/common'], manifest.dependencies.zod]).toEqual([
      own['@nestjs/common'],
      own.zod,
    ]);
  });
});

describe('a store', () => {
  it('is written into a package that is no plugin, with what its test needs beside what is there', async () => {
    const place = path.join(folder, 'host');
    mkdirSync(path.join(place, 'src'), { recursive: true });
    const manifest = {
      name: 'host',
      type: 'module',
      scripts: { test: 'jest' },
      dependencies: { '@ice/core': '9.9.9' },
    };
    writeFileSync(path.join(place, 'package.json'), JSON.stringify(manifest, null, 4));
    const { code, json, stderr } = await ice('new store audit --json', place);
    expect([code, json.written, json.edited]).toEqual([
      0,
      ['src/audit-store.ts', 'src/audit-store.test.ts'],
      ['package.json'],
    ]);
    expect(stderr).toContain('Its test is one of node:test.');
    const text = readFileSync(path.join(place, 'package.json'), 'utf8');
    const own = JSON.parse(readFileSync(path.join(root, 'libs/contracts/package.json'), 'utf8'));
    expect(JSON.parse(text)).toEqual({
      ...manifest,
      dependencies: { '@ice/core': '9.9.9', '@ice/storage': 'file:../../../libs/storage' },
      devDependencies: { '@ice/contracts': 'file:../../../libs/contracts', ...own.devDependencies },
    });
    expect(text).toContain('\n    "dependencies": {\n        "@ice/core"');
    expect((await ice('new store other --json', place)).json.edited).toEqual([]);
    expect(readFileSync(path.join(place, 'package.json'), 'utf8')).toBe(text);
  });

  it.each([[undefined], [{ test: 'echo "Error: no test specified" && exit 1' }]])(
    'names no npm test where the scripts are %j',
    async (scripts) => {
      const place = mkdtempSync(path.join(folder, 'testless-'));
      writeFileSync(path.join(place, 'package.json'), JSON.stringify({ name: 'testless', type: 'module', scripts }));
      const { code, json, stderr } = await ice('new store audit --json', place);
      expect([code, json.next]).toEqual([0, []]);
      expect(stderr).toContain('package.json has no script "test" yet that would run it.');
    },
  );

  it('is an ES module', async () => {
    const place = path.join(folder, 'older');
    mkdirSync(place);
    writeFileSync(path.join(place, 'package.json'), '{"name": "older"}');
    const { code, json } = await ice('new store audit --json', place);
    expect([code, json.error.code, filesIn(place)]).toEqual([7, 'package-unfit', ['package.json']]);
  });
});

describe('ice init', () => {
  it('makes a package a plugin, and keeps what it says', async () => {
    const place = path.join(folder, 'own');
    mkdirSync(place);
    const manifest = { name: '@acme/own', type: 'module', scripts: { test: 'vitest' }, dependencies: { zod: '4.0.0' } };
    writeFileSync(path.join(place, 'package.json'), JSON.stringify(manifest, null, 4));
    const { json } = await ice('init --json', place);
    expect(json).toEqual({
      written: ['src/own.module.ts', 'tsconfig.json'],
      edited: ['package.json'],
      next: ['npx ice new tool word_count'],
    });
    const text = readFileSync(path.join(place, 'package.json'), 'utf8');
    expect(text).toContain('\n    "ice": {\n        "plugin": "src/own.module.ts"\n    },\n');
    expect(JSON.parse(text)).toMatchObject({
      ...{ name: '@acme/own', scripts: { build: 'tsc', test: 'vitest' } },
      dependencies: { zod: '4.0.0', '@nestjs/common': expect.any(String) },
    });
    expect((await ice('new tool word_count', place)).code).toBe(0);
    expect(readFileSync(path.join(place, 'src/own.module.ts'), 'utf8')).toContain('  providers: [WordCountTool],\n');
    expect((await ice('init', place)).stderr).toMatch(/^ice: This package is a plugin already: src\/own\.module\.ts\./);
  });

  it('refuses what it cannot make one of', async () => {
    const place = path.join(folder, 'common');
    mkdirSync(place);
    expect(await ice('init', place)).toMatchObject({ code: 2, stderr: expect.stringContaining('no package.json') });
    writeFileSync(path.join(place, 'package.json'), '{"name": "common"}');
    expect(await ice('init', place)).toMatchObject({ code: 7, stderr: expect.stringContaining('no ES module') });
    writeFileSync(path.join(place, 'package.json'), 'no');
    expect(await ice('init', place)).toMatchObject({ code: 3, stderr: expect.stringContaining('is no JSON object') });
  });
});
