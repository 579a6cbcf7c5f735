// Writes the types of the built-in tools for @ice/builder out of the built code: `npm run schemas` builds and runs it. A test compares.
import { toolTypesText } from '@ice/builder';
import { MemoryRepository } from '@ice/core';
import { MemoryStore, SystemClock, UlidSource } from '@ice/storage';
import { createCommonToolkit, createEcommerceToolkit, createMemoryToolkit, createTextToolkit } from '@ice/tools';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { toolTypeFiles } from './tool-type-files.mjs';

const folder = path.join(import.meta.dirname, '..', 'libs', 'builder', 'src', 'generated');
const http = { mockBinUrl: () => undefined };
const memory = new MemoryRepository(new MemoryStore(), new SystemClock(), new UlidSource());
const toolkits = [
  createCommonToolkit({ filesDirectories: [], http }),
  createEcommerceToolkit({ http }),
  createMemoryToolkit({ memory }),
  createTextToolkit(),
];
await mkdir(folder, { recursive: true });
for (const [name, text] of Object.entries(toolTypeFiles(toolkits, toolTypesText))) {
  await writeFile(path.join(folder, name), text);
  console.log(`libs/builder/src/generated/${name}: ${text.length} characters`);
}
