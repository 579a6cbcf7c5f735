/** The process of `ice`: signals, closed pipes, and the exit. Whatever happens, nothing of it is left running. */
import { pipeClosed } from './command/surroundings.js';
import { runCli } from './run-cli.js';

const interrupted = new AbortController();

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // The second one skips the clean-up: a command that hangs must not hold its terminal.
    if (interrupted.signal.aborted) process.exit(130);
    interrupted.abort();
  });
}

// `ice … | head`: whoever read has gone. What the command was doing ends as with Ctrl-C, and nobody is told.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EPIPE') process.exit(1);
    interrupted.abort(pipeClosed);
  });
}

const code = await runCli(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  signal: interrupted.signal,
});
const isQuietEnd = interrupted.signal.reason === pipeClosed;
// Pipes are written to in the background on some systems: the exit waits for the last line.
await Promise.all(
  [process.stdout, process.stderr].map((stream) => new Promise((resolve) => stream.write('', resolve))),
);
process.exit(isQuietEnd ? 0 : code);
