// The transformer of jest for sources whose lines are counted: marks them, then swc compiles them as it does all others.
import swc from '@swc/jest';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { countLines } from './count-lines.mjs';

const root = path.join(import.meta.dirname, '..', '..');

/** What decides how a source is marked: when it changes, nothing that jest has in its cache holds any more. */
const recipe = ['count-lines.mjs', 'executable-lines.mjs']
  .map((file) => readFileSync(path.join(import.meta.dirname, file), 'utf8'))
  .join('\0');

/** @typedef {{ process(...call: any[]): any, getCacheKey(...call: any[]): string }} Transformer */

const factory = {
  /** @param {any} options @returns {Transformer} */
  createTransformer(options) {
    const plain = /** @type {Transformer} */ (swc.createTransformer(options));
    return {
      process: (text, file, how) => plain.process(countLines(nameOf(file), text), file, how),
      getCacheKey: (text, file, how) =>
        createHash('sha1').update(plain.getCacheKey(text, file, how)).update(recipe).digest('hex'),
    };
  },
};
export default factory;

/** @param {string} file */
function nameOf(file) {
  return path.relative(root, file).replaceAll(path.sep, '/');
}
