/** Where plugins are looked for. What is refused is in `plugin-refusals.spec.ts`. */
import { afterAll, describe, expect, it } from '@jest/globals';
import { IceModule } from '@ice/plugin';
import { Module } from '@nestjs/common';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadPlugins } from './load-plugins.js';

@Module({ imports: [IceModule.forFeature({ name: 'shop', compatibility: '^0.1.0' })] })
class ShopPlugin {}

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'ice-plugins-')));
const inner = path.join(folder, 'deep', 'down');
const packageFolder = path.join(folder, 'node_modules', 'ice-shop');
for (const place of [inner, packageFolder]) mkdirSync(place, { recursive: true });
writeFileSync(path.join(folder, 'shop.js'), '');
writeFileSync(
  path.join(packageFolder, 'package.json'),
  '{ "name": "ice-shop", "exports": { "default": "./main.js" } }',
);
writeFileSync(path.join(packageFolder, 'main.js'), '');

afterAll(() => rmSync(folder, { recursive: true }));

/** The file that is loaded for a name. */
async function loaded(name: string, from: string): Promise<string> {
  const files: string[] = [];
  const load = async (file: string): Promise<object> => {
    files.push(file);
    return { ShopPlugin, default: ShopPlugin, answer: 42 };
  };
  const [plugin] = await loadPlugins([name], { folder: from, load });
  expect(plugin).toMatchObject({ module: ShopPlugin, place: `ShopPlugin (${name})`, facts: { name: 'shop' } });
  return path.relative(folder, files.join());
}

describe('a plugin is looked for', () => {
  it('by its path from the folder, with a dot before it or not', async () => {
    expect(await loaded('./shop.js', folder)).toBe('shop.js');
    expect(await loaded('shop.js', folder)).toBe('shop.js');
    expect(await loaded('../../shop.js', inner)).toBe('shop.js');
  });

  it('by its absolute path', async () => {
    expect(await loaded(path.join(folder, 'shop.js'), inner)).toBe('shop.js');
  });

  it('as a package, in the folder and above it', async () => {
    expect(await loaded('ice-shop', folder)).toBe(path.join('node_modules', 'ice-shop', 'main.js'));
    expect(await loaded('ice-shop', inner)).toBe(path.join('node_modules', 'ice-shop', 'main.js'));
  });

  it('not at all where there is none', async () => {
    expect(await loadPlugins([])).toEqual([]);
  });
});
