/** The command for keys, for whoever sits at the machine of the store: `npm run key -- create | list | revoke | mint`. */
import 'reflect-metadata';
import { runKeyCommand } from './access/key-command/run-key-command.js';
import { processEnvironment } from './config/process-environment.js';

process.exitCode = await runKeyCommand(process.argv.slice(2), processEnvironment(), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
