// The environment of specs whose sources are counted: gives each spec the counters of its worker, and writes down what ran as soon as a
// spec is over. A worker that ends, or is ended, later loses nothing.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import SpecEnvironment from '../jest/spec-environment.mjs';
import { linesGlobal } from './count-lines.mjs';

/** One for all specs of this worker. @type {Map<string, Uint8Array>} */
const counters = new Map();
const report = `${process.pid}-${Date.now()}.json`;
let written = 0;

export default class CountingEnvironment extends SpecEnvironment {
  /** @param {any[]} options */
  constructor(...options) {
    super(...options);
    Object.assign(this.global, { [linesGlobal]: linesOf });
  }

  /** @override */
  async teardown() {
    await super.teardown();
    writeCounters(process.env.ICE_LINE_COVERAGE);
  }
}

/** @param {string} file @param {number} size */
function linesOf(file, size) {
  const lines = counters.get(file) ?? new Uint8Array(size);
  counters.set(file, lines);
  return lines;
}

/** @param {string | undefined} folder */
function writeCounters(folder) {
  /** @type {Record<string, number[]>} */
  const ran = {};
  for (const [file, lines] of counters) ran[file] = [...lines.keys()].filter((line) => lines[line] === 1);
  const count = Object.values(ran).reduce((sum, lines) => sum + lines.length, 0);
  if (!folder || count === written) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, report), JSON.stringify(ran));
  written = count;
}
