// Plays the seller assistant through the command line's own code, in this process, and prints the summary out of its outputs.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { runCli } from '@ice/cli';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * Runs it in a data folder of its own, which is gone afterwards.
 * @param {readonly string[]} options of `ice run`
 * @param {{settings: Record<string, string>, document?: unknown}} parts variables in place of those of the process, and what stdin has
 * @returns {Promise<number>} the exit code of `ice run`
 */
export async function playSeller(options, { settings, document = null }) {
  const dataDirectory = await mkdtemp(path.join(os.tmpdir(), 'ice-demo-'));
  try {
    return await runCli(['run', ...options, '--data-dir', dataDirectory], {
      stdin: Readable.from([JSON.stringify(document)]),
      stdout: { write: (text) => process.stdout.write(summaryOf(text)) },
      stderr: process.stderr,
      env: { ...process.env, ...settings },
      cwd: root,
      signal: interruption(),
    });
  } finally {
    await rm(dataDirectory, { recursive: true, force: true });
  }
}

/** The outputs come in one piece. @param {string} text */
function summaryOf(text) {
  return `${JSON.stringify(JSON.parse(text).summary, null, 2)}\n`;
}

/** Aborts on the first Ctrl-C; the second one ends the process. */
function interruption() {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => (controller.signal.aborted ? process.exit(130) : controller.abort()));
  }
  return controller.signal;
}
