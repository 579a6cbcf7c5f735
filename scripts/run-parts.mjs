// Runs the parts of a long check one after the other (or a few at once), each under a header with its time, and ends with a table.
// A part that fails never stops the others: whoever reads the end of the log sees everything that is wrong.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { performance } from 'node:perf_hooks';

/** The folder of the checkout; every command runs there. */
export const root = path.join(import.meta.dirname, '..');

/**
 * @typedef {object} Part
 * @property {string} name One word, as it stands in the table.
 * @property {string} about What it shows when it passes.
 * @property {string[][]} commands Run in order; the first that fails ends the part.
 * @property {Record<string, string>} [env] Added to the environment.
 * @property {number} [limitMinutes] Stopped and failed after so long. Default 30.
 */

/** @typedef {{ part: Part, passed: boolean, seconds: number }} PartResult */

/** The command of an installed tool. @param {string} tool @param {string[]} options */
export function tool(tool, ...options) {
  return [path.join('node_modules', '.bin', tool), ...options];
}

/** The command of a script of this checkout. @param {string} file @param {string[]} options */
export function script(file, ...options) {
  return [process.execPath, file, ...options];
}

/**
 * Runs all parts. With one at once their output streams through; with more, each part's output comes in one piece when it ends.
 * @param {readonly Part[]} parts
 * @param {number} atOnce
 * @returns {Promise<PartResult[]>} in the order of `parts`
 */
export async function runParts(parts, atOnce = 1) {
  /** @type {PartResult[]} */
  const results = [];
  const waiting = [...parts.entries()];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      results[next[0]] = await runPart(next[1], atOnce > 1);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

/** Prints one line per part; the exit code becomes 1 if any failed. @param {readonly PartResult[]} results */
export function printTable(results) {
  const width = Math.max(...results.map(({ part }) => part.name.length));
  console.log(`\n${'─'.repeat(80)}`);
  for (const { part, passed, seconds } of results) {
    const time = `${seconds.toFixed(1)} s`.padStart(9);
    console.log(`${passed ? 'ok    ' : 'FAILED'}  ${part.name.padEnd(width)} ${time}  ${part.about}`);
  }
  const failed = results.filter(({ passed }) => !passed).map(({ part }) => part.name);
  console.log(failed.length === 0 ? 'everything passed' : `failed: ${failed.join(', ')}`);
  if (failed.length > 0) process.exitCode = 1;
}

/** @param {Part} part @param {boolean} buffered @returns {Promise<PartResult>} */
async function runPart(part, buffered) {
  const started = performance.now();
  if (!buffered) printHeader(part);
  let output = '';
  let passed = true;
  for (const command of part.commands) {
    passed = passed && (await run(command, part, buffered ? (text) => (output += text) : undefined));
  }
  const seconds = (performance.now() - started) / 1000;
  if (buffered) printHeader(part);
  process.stdout.write(output);
  console.log(`── ${part.name}: ${passed ? 'ok' : 'FAILED'}, ${seconds.toFixed(1)} s`);
  return { part, passed, seconds };
}

/** @param {Part} part */
function printHeader(part) {
  console.log(`\n── ${part.name} ${'─'.repeat(Math.max(3, 76 - part.name.length))}`);
}

/**
 * @param {string[]} command
 * @param {Part} part
 * @param {((text: string) => void) | undefined} collect takes the output; without it the output streams through
 * @returns {Promise<boolean>} true when it exits with 0
 */
function run([file = '', ...options], part, collect) {
  const child = spawn(file, options, {
    cwd: root,
    env: { ...process.env, ...part.env },
    stdio: ['ignore', collect ? 'pipe' : 'inherit', collect ? 'pipe' : 'inherit'],
    shell: process.platform === 'win32',
  });
  child.stdout?.setEncoding('utf8').on('data', collect ?? (() => {}));
  child.stderr?.setEncoding('utf8').on('data', collect ?? (() => {}));
  const limit = stopAfter(child, part);
  return new Promise((resolve) => {
    const settle = (/** @type {boolean} */ passed) => {
      limit.clear();
      resolve(passed);
    };
    child.on('error', (error) => {
      (collect ?? process.stdout.write.bind(process.stdout))(`${file}: ${error.message}\n`);
      settle(false);
    });
    child.on('close', (code) => settle(code === 0));
  });
}

/**
 * Ends a command that hangs: asks first, kills 10 s later.
 * @param {import('node:child_process').ChildProcess} child
 * @param {Part} part
 */
function stopAfter(child, { name, limitMinutes = 30 }) {
  const stop = setTimeout(() => {
    console.error(`${name}: stopped, still running after ${limitMinutes} min`);
    child.kill('SIGTERM');
  }, limitMinutes * 60_000);
  const kill = setTimeout(() => child.kill('SIGKILL'), limitMinutes * 60_000 + 10_000);
  return {
    clear: () => {
      clearTimeout(stop);
      clearTimeout(kill);
    },
  };
}
