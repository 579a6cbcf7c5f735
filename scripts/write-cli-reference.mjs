// Writes docs/reference/cli.md out of the built command line: `npm run schemas` builds and runs it. A test compares.
import { cliReference, commandList } from '@ice/cli';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

const file = path.join(import.meta.dirname, '..', 'docs', 'reference', 'cli.md');
await writeFile(file, cliReference(commandList));
console.log('docs/reference/cli.md');
