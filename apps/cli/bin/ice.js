#!/usr/bin/env node
// Committed, because npm links no command whose file is not there yet when it installs.
import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const main = '../dist/main.js';
if (existsSync(fileURLToPath(import.meta.resolve(main)))) await import(main);
else {
  process.stderr.write('iceOS is not built yet: run "make build" in its folder.\n');
  process.exitCode = 1;
}
