// Which source lines ran in programs that tests started from `dist`, from the V8 coverage that those programs wrote when they ended.
// A program that was killed hard wrote nothing: its lines then count as not covered, never as covered.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {{ startOffset: number, endOffset: number, count: number }} Range */
/** @typedef {{ url: string, functions: { ranges: Range[] }[] }} Script */

/**
 * The covered lines by source file (path from the root), over all reports in a folder.
 * @param {string} folder
 * @param {string} root
 * @returns {Map<string, Set<number>>}
 */
export function childCoverage(folder, root) {
  /** @type {Map<string, Set<number>>} */
  const covered = new Map();
  for (const report of existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : []) {
    for (const script of readReport(path.join(folder, report))) addScript(covered, script, root);
  }
  return covered;
}

/** @param {string} file @returns {Script[]} */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).result;
  } catch {
    return []; // Half written: its program was killed while it wrote.
  }
}

/** @param {Map<string, Set<number>>} covered @param {Script} script @param {string} root */
function addScript(covered, script, root) {
  if (!script.url.startsWith('file:')) return;
  const built = fileURLToPath(script.url);
  if (!/^(libs|apps)\/[^/]+\/dist\//.test(toPosix(path.relative(root, built)))) return;
  if (!existsSync(built) || !existsSync(`${built}.map`)) return;
  const map = new SourceMap(JSON.parse(readFileSync(`${built}.map`, 'utf8')));
  for (const { line, column } of executedPlaces(readFileSync(built, 'utf8'), script)) {
    const entry = map.findEntry(line, column);
    if (!('originalSource' in entry)) continue;
    const source = toPosix(path.relative(root, path.resolve(path.dirname(built), entry.originalSource)));
    covered.set(source, (covered.get(source) ?? new Set()).add(entry.originalLine + 1));
  }
}

/** The first place of every built line that ran; lines and columns from 0. @param {string} text @param {Script} script */
function executedPlaces(text, script) {
  // Outer ranges first, so that the last range around a place is the innermost, whose count is the place's count.
  const ranges = script.functions
    .flatMap((one) => one.ranges)
    .sort((left, right) => left.startOffset - right.startOffset || right.endOffset - left.endOffset);
  const places = [];
  let offset = 0;
  for (const [line, content] of text.split('\n').entries()) {
    const column = content.search(/\S/);
    if (column >= 0 && isExecuted(ranges, offset + column)) places.push({ line, column });
    offset += content.length + 1;
  }
  return places;
}

/** @param {Range[]} ranges outer first @param {number} offset */
function isExecuted(ranges, offset) {
  const around = ranges.filter(({ startOffset, endOffset }) => startOffset <= offset && offset < endOffset);
  return (around.at(-1)?.count ?? 0) > 0;
}

/** @param {string} file */
function toPosix(file) {
  return file.replaceAll(path.sep, '/');
}
