// Lets a child process of a test run the TypeScript sources as they stand: `node --conditions=ice-source --import <this file>`.
// A build could be stale, and building takes longer than the test.
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { transform } from '@swc/core';

if (isMainThread) register(import.meta.url);

/** Sources import each other by the names that they will have once built. @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, nextResolve) {
  const isSource = context.parentURL?.endsWith('.ts') && /^\.{1,2}\//.test(specifier);
  return nextResolve(isSource ? specifier.replace(/\.js$/, '.ts') : specifier, context);
}

/** @type {import('node:module').LoadHook} */
export async function load(url, context, nextLoad) {
  if (!url.endsWith('.ts')) return nextLoad(url, context);
  const filename = fileURLToPath(url);
  const { code } = await transform(await readFile(filename, 'utf8'), {
    filename,
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'es6' },
    jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
  });
  return { format: 'module', source: code, shortCircuit: true };
}
