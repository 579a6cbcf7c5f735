/** The pages of the project: short where they should be, plain in tone, with links that lead somewhere and blueprints that compile. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDocument } from '@ice/api';
import { fromYaml } from '@ice/builder';
import { isJsonObject, type JsonValue } from '@ice/core';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startApi, type RunningApi } from '../support/start-api.js';
import { Engine } from '../support/start-engine.js';
import { allPages, codeWords, MarkdownPage, root, type CodeBlock } from './markdown-page.js';

const pages = allPages().map((file) => new MarkdownPage(file));
const readme = new MarkdownPage('README.md');

/** Words that praise and say nothing. */
const praise = [
  ...['powerful', 'seamless', 'robust', 'blazing', 'simply', 'easily', 'effortless', 'elegant', 'delightful'],
  ...['cutting-edge', 'state-of-the-art', 'world-class', 'best-in-class', 'next-generation', 'enterprise-grade'],
  ...['lightning-fast', 'game-changing', 'revolutionary', 'battle-tested', 'feature-rich', 'turnkey'],
];

let api: RunningApi;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

describe('the pages', () => {
  it('are there', () => {
    expect(pages.length).toBeGreaterThan(20);
  });

  it.each(pages.map((page) => [page.file, page] as const))('%s does without praise', (_file, page) => {
    const found = page.prose.flatMap((text) => praise.filter((word) => new RegExp(`\\b${word}`, 'i').test(text)));
    expect(found).toEqual([]);
  });

  it.each(pages.map((page) => [page.file, page] as const))('%s has links that lead somewhere', (_file, page) => {
    expect(page.links.filter((link) => !leadsSomewhere(page, link))).toEqual([]);
  });

  it.each(pages.filter(({ file }) => file !== 'CHANGELOG.md').map((page) => [page.file, page] as const))(
    '%s names files that are there',
    (_file, page) => {
      const named = page.prose
        .flatMap(codeWords)
        .filter((word) => /^(?:libs|apps|test|docs|scripts|examples)\/[\w./-]+$/.test(word));
      expect(named.filter((place) => !existsSync(path.join(root, place)))).toEqual([]);
    },
  );

  // Those of tutorials are run as they stand, by tutorials.spec.
  const telling = pages.filter(({ file }) => !file.startsWith('docs/tutorials/'));
  it.each(telling.flatMap((page) => blueprintsOf(page).map((block) => [`${page.file}:${block.line}`, block] as const)))(
    '%s is a blueprint that compiles',
    (_place, block) => {
      expect(new Engine().compile(documentOf(block)).revision).toMatch(/^sha256:[0-9a-f]{64}$/);
    },
  );
});

describe('README.md', () => {
  it('has at most 250 lines', () => {
    expect(readme.length).toBeLessThanOrEqual(250);
  });

  it('names operations that the API has', () => {
    const named = readme.rows('API').map((row) => fullPath(Object.values(row)[0] ?? ''));
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((operation) => !operations().includes(operation))).toEqual([]);
  });

  it.each(pages.flatMap((page) => targetsOf(page).map((target) => [page.file, target])))(
    '%s names a target that the Makefile has: %s',
    (_file, target) => {
      expect(readFileSync(path.join(root, 'Makefile'), 'utf8')).toMatch(new RegExp(`^${target}:`, 'm'));
    },
  );
});

describe('the reference of the API', () => {
  it('lists every operation and no other', () => {
    const page = new MarkdownPage('docs/reference/api.md');
    const listed = page.rows('Operations').map((row) => fullPath(Object.values(row)[0] ?? ''));
    expect([...listed].sort()).toEqual([...operations()].sort());
  });
});

function operations(): readonly string[] {
  return Object.entries(createDocument(api.app).paths).flatMap(([place, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${withoutNames(place)}`),
  );
}

function leadsSomewhere({ file, anchors }: MarkdownPage, link: string): boolean {
  const [target = '', anchor] = link.split('#');
  const place = target === '' ? file : path.posix.join(path.posix.dirname(file), target);
  if (!existsSync(path.join(root, place))) return false;
  if (anchor === undefined) return true;
  return (target === '' ? anchors : new MarkdownPage(place).anchors).includes(anchor);
}

/** Code blocks that are whole blueprints. */
function blueprintsOf(page: MarkdownPage): readonly CodeBlock[] {
  const texts = page.code.filter(({ language }) => language === 'json' || language === 'yaml');
  return texts.filter((block) => {
    const document = documentOf(block);
    return isJsonObject(document) && 'schema_version' in document;
  });
}

function documentOf({ language, text }: CodeBlock): JsonValue {
  if (language === 'json') return JSON.parse(text) as JsonValue;
  const read = fromYaml(text);
  if (!read.ok) throw new Error(`${read.line}:${read.column}: ${read.message}`);
  return read.document;
}

/** `POST /blueprints` in backticks → the method and the whole path. */
function fullPath(cell: string): string {
  const [, method = '', place = ''] = /^([A-Z]+) `([^`]+)`$/.exec(cell) ?? [];
  const isOutside = /^\/(?:mock-bin|problems|health|metrics|ready)/.test(place);
  return `${method} ${withoutNames(isOutside ? place : `/api/v1${place}`)}`;
}

/** Parameters are called differently by different people. */
function withoutNames(place: string): string {
  return place.replace(/\/$/, '').replaceAll(/\{[^}]+\}/g, '{}');
}

/** What stands in backticks, or at the beginning of a line of code, as `make …`. */
function targetsOf(page: MarkdownPage): readonly string[] {
  const text = [...page.prose, ...page.code.map((block) => block.text)].join('\n');
  const targets = [...text.matchAll(/(?:^|`|=\S+ )make ([a-z]+)/gm)].map(([, target = '']) => target);
  return [...new Set(targets)];
}
