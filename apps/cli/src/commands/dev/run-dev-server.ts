/** `ice dev`: the server as a process of its own, started anew on the same data when what it has loaded changes. A start that fails leaves
 *  nothing running, and the next change tries again. */
import type { CommandContext, CommandResult } from '../../command/command.js';
import { usageError } from '../../command/cli-error.js';
import { listOf } from '../run/read-run-options.js';
import { pluginPaths } from './plugin-paths.js';
import { ServerProcess } from './server-process.js';
import { watchFiles } from './watch-files.js';

/** Resolves after Ctrl-C, when the server has ended. */
export async function runDevServer(context: CommandContext): Promise<CommandResult> {
  const { options, output, signal, cwd, env } = context;
  const port = readPort(options['port']);
  const watched = [...pluginPaths(env['ICE_PLUGINS'] ?? '', cwd), ...listOf(options['watch'])];
  const server = new ServerProcess({ cwd, env: { ...env, ...(port !== null && { PORT: port }) } }, (text) =>
    output.progress(text),
  );
  const watch = watchFiles(watched, cwd, (changed) => {
    output.progress(`Changed: ${changed.join(', ')}. Starting anew.`);
    void server.restart();
  });
  try {
    for (const place of watch.places) output.progress(`Watching ${place}`);
    await server.restart();
    await untilAborted(signal);
    output.progress('Stopping the server. Ctrl-C once more leaves at once.');
  } finally {
    watch.close();
    await server.stop();
  }
  return { value: { stopped: true }, text: '' };
}

function readPort(text: CommandContext['options'][string]): string | null {
  if (text === undefined) return null;
  if (typeof text === 'string' && /^\d{1,5}$/.test(text) && Number(text) <= 65_535) return text;
  throw usageError(`--port ${String(text)}: give a number from 0 to 65535.`);
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
