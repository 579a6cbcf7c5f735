/** Every plugin that stops the start, with the one sentence that says why and where. */
import { describe, expect, it } from '@jest/globals';
import { defineTool, IceModule, ModelProvider, Tool } from '@ice/plugin';
import { createCommonToolkit } from '@ice/tools';
import { Inject, Injectable, Module, Scope, type Provider, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { apiVersion } from '../docs/create-document.js';
import { judgePlugin, withoutNamesakes } from './judge-plugin.js';
import { loadPlugins } from './load-plugins.js';
import { PluginCatalog } from './plugin-catalog.js';
import { withoutNamesakes as withoutTakenProviders } from './plugin-models.js';
import type { PluginModule } from './plugin.js';
import { PluginsModule } from './plugins.module.js';

const input = z.object({});
const output = z.object({});
const facts = { description: 'Does nothing.', input, output };
const compatibility = '^0.1.0';

/** A module with the given name and providers. */
function pluginOf(
  name: string,
  providers: Provider[] = [],
  more: Partial<Parameters<typeof IceModule.forFeature>[0]> = {},
) {
  @Module({ imports: [IceModule.forFeature({ name, compatibility, ...more })], providers })
  class ShopPlugin {}
  return ShopPlugin;
}

function toolOf(name: string, more: object = {}): Type {
  @Tool({ ...facts, name, ...more })
  class Price {
    run = () => ({});
  }
  return Price;
}

@Module({})
class Bare {}

/** Loads a namespace as if it were a file of that name. */
const folder = mkdtempSync(path.join(tmpdir(), 'ice-plugins-'));
const file = path.join(folder, 'shop.js');
writeFileSync(file, '');
const load = (name: string, exported: () => object) => loadPlugins([name], { folder, load: async () => exported() });

/** Starts as much of the application as plugins need. */
async function start(...modules: readonly PluginModule[]): Promise<void> {
  const plugins = withoutNamesakes(modules.map((module) => judgePlugin(module)));
  const root = PluginsModule.forRoot({ plugins, answering: {}, openStorage: null });
  const app = await NestFactory.createApplicationContext(root, { abortOnError: false, logger: false });
  const catalog = app.get(PluginCatalog);
  catalog.toolkitsBeside([createCommonToolkit({ filesDirectories: [], http: { allow: [] } })]);
  withoutTakenProviders(catalog.providers, new Map([['openai', 'one of the server']]));
  await app.close();
}

@Injectable({ scope: Scope.REQUEST })
class PerRequest {}

@Tool({ ...facts, name: 'asks' })
class Asks {
  constructor(@Inject(PerRequest) readonly request: PerRequest) {}
  run = () => ({});
}

@Injectable({ scope: Scope.REQUEST })
@Tool({ ...facts, name: 'asked' })
class Asked {
  run = () => ({});
}

function parrotOf(name: string, models: Parameters<typeof ModelProvider>[0]['models']): Type {
  @ModelProvider({ name, models })
  class Parrot {
    async *answer() {}
  }
  return Parrot;
}
const grey = { inputUsdPerMillion: 1, outputUsdPerMillion: 1 };

const Price = toolOf('price');
const factory: Provider = { provide: Price, useFactory: () => ({ run: () => ({}) }) };
const dates = { output: z.object({ at: z.date() }) };
const lookahead = { input: z.object({ text: z.string().regex(/(?=a)b/) }) };
const listed = (name: string) => defineTool({ ...facts, name, run: () => ({}) });

const refusals: readonly (readonly [what: string, start: () => Promise<unknown>, sentence: string])[] = [
  [
    'a file that is not there',
    () => loadPlugins(['./gone.js'], { folder }),
    `ICE_PLUGINS names "./gone.js": there is no file ${path.join(folder, 'gone.js')}.`,
  ],
  [
    'a package that is not there',
    () => loadPlugins(['no-such-package'], { folder }),
    `ICE_PLUGINS names "no-such-package": it is neither a file nor a package that ${folder} can load: `,
  ],
  [
    'a throw while importing',
    () =>
      load('./shop.js', () => {
        throw new Error('The licence is missing.');
      }),
    `ICE_PLUGINS names "./shop.js": ${file} threw while it was imported: The licence is missing.`,
  ],
  [
    'no module',
    () => load('./shop.js', () => ({ Bare, answer: 42 })),
    'ICE_PLUGINS names "./shop.js": it exports no class with @Module() that imports IceModule.forFeature({ name, compatibility }).',
  ],
  [
    'two modules',
    () => load('./shop.js', () => ({ A: pluginOf('a'), B: pluginOf('b') })),
    'ICE_PLUGINS names "./shop.js": it exports ShopPlugin and ShopPlugin, and may export one plugin.',
  ],
  [
    'a range that this version is not in',
    () => load('./shop.js', () => ({ Shop: pluginOf('shop', [], { compatibility: '^2.0.0' }) })),
    `The plugin ShopPlugin (./shop.js) is made for iceOS ^2.0.0, and this is ${apiVersion}.`,
  ],
  [
    'a range that is none',
    () => start(pluginOf('shop', [], { compatibility: 'new' })),
    'The plugin ShopPlugin says compatibility: "new", which is no range such as "^1.2.0".',
  ],
  [
    'a name that is none',
    () => start(pluginOf('My shop')),
    'The plugin ShopPlugin has the name "My shop": allowed are lower-case letters, digits, _ and -, from a letter on, at most 64.',
  ],
  [
    'a class that is no plugin',
    () => start(Bare),
    'The plugin Bare is no plugin: its module does not import IceModule.forFeature({ name, compatibility }).',
  ],
  [
    'two plugins of one name',
    () => start(pluginOf('shop'), pluginOf('shop')),
    'The plugin "shop" is ShopPlugin and again ShopPlugin. Rename one of them, or load it once.',
  ],
  [
    'a plugin with the name of a toolkit',
    () => start(pluginOf('common', [Price])),
    'The plugin ShopPlugin has the name "common", which is that of a toolkit of the server. Rename it.',
  ],
  [
    'a tool that the server has',
    () => start(pluginOf('shop', [toolOf('echo')])),
    'The tool "echo" is in the toolkit "common" and again in Price of ShopPlugin. Rename one of them.',
  ],
  [
    'a tool that two plugins have',
    () => start(pluginOf('shop', [Price]), pluginOf('other', [], { tools: [listed('price')] })),
    'The tool "price" is in Price of ShopPlugin and again in the tool "price" of ShopPlugin. Rename one of them.',
  ],
  [
    'a tool with a bad name',
    () => start(pluginOf('shop', [toolOf('Price!')])),
    'The tool Price of ShopPlugin cannot be one: "Price!" is no tool name: a tool name is lower-case letters, digits and underscores, begins with a letter, and has at most 64 characters.',
  ],
  [
    'a schema that JSON Schema cannot express',
    () => start(pluginOf('shop', [toolOf('price', dates)])),
    'The tool Price of ShopPlugin cannot be one: Date cannot be represented in JSON Schema',
  ],
  [
    'a schema that cannot be judged in linear time',
    () => start(pluginOf('shop', [toolOf('price', lookahead)])),
    'The tool Price of ShopPlugin has an input schema that cannot be judged: ',
  ],
  [
    'a request-scoped tool',
    () => start(pluginOf('shop', [Asked])),
    'The tool Asked of ShopPlugin is request-scoped, and no execution is a request: take its scope away.',
  ],
  [
    'a tool with something request-scoped',
    () => start(pluginOf('shop', [PerRequest, Asks])),
    'The tool Asks of ShopPlugin depends on something request-scoped, and no execution is a request.',
  ],
  [
    'a tool by a factory',
    () => start(pluginOf('shop', [factory])),
    'The tool Price of ShopPlugin is provided by a value or a factory: list the class itself, so that each execution has its own.',
  ],
  [
    'a tool by a value',
    () => start(pluginOf('shop', [{ provide: 'price', useValue: new Price() }])),
    'The tool price of ShopPlugin is provided by a value or a factory: list the class itself, so that each execution has its own.',
  ],
  [
    'a provider of models that the server has',
    () => start(pluginOf('shop', [parrotOf('openai', { grey })])),
    'The provider of models "openai" is one of the server and again Parrot of ShopPlugin. Rename one of them.',
  ],
  [
    'a provider of models that two plugins have',
    () => start(pluginOf('shop', [parrotOf('parrot', { grey })]), pluginOf('other', [parrotOf('parrot', { grey })])),
    'The provider of models "parrot" is Parrot of ShopPlugin and again Parrot of ShopPlugin. Rename one of them.',
  ],
  [
    'a provider without models',
    () => start(pluginOf('shop', [parrotOf('parrot', {})])),
    'The provider Parrot of ShopPlugin has no models.',
  ],
  [
    'a provider with a bad name',
    () => start(pluginOf('shop', [parrotOf('Parrot', { grey })])),
    'The provider Parrot of ShopPlugin has the name "Parrot": allowed are lower-case letters, digits, _ and -, at most 64.',
  ],
  [
    'a model without a price',
    () => start(pluginOf('shop', [parrotOf('parrot', { grey: { ...grey, inputUsdPerMillion: -1 } })])),
    'The provider Parrot of ShopPlugin has the model "grey": its name or its prices cannot be used.',
  ],
];

describe('a plugin that cannot be used stops the start:', () => {
  it.each(refusals)('%s', async (_what, begin, sentence) => {
    const fault: unknown = await begin().catch((thrown: unknown) => thrown);
    expect(fault).toMatchObject({ name: 'ConfigError' });
    expect((fault as Error).message.startsWith(sentence) ? sentence : (fault as Error).message).toBe(sentence);
  });

  it('all of them are told at once', async () => {
    await expect(loadPlugins(['./a.js', './b.js'], { folder })).rejects.toMatchObject({ sentences: { length: 2 } });
  });
});
