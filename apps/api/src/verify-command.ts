/** The command that looks whether a store keeps its promises: `npm run -s verify-store`. */
import 'reflect-metadata';
import { processEnvironment } from './config/process-environment.js';
import { runVerifyCommand } from './verify-command/run-verify-command.js';

process.exitCode = await runVerifyCommand(process.argv.slice(2), processEnvironment(), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
