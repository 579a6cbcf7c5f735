// Writes the generated documents of schemas/ out of the built code: `npm run schemas` builds and runs it. A test compares.
import { createApp, readAppConfig, schemaFiles } from '@ice/api';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = path.join(import.meta.dirname, '..', 'schemas');
const dataDir = await mkdtemp(path.join(tmpdir(), 'ice-schemas-'));
const app = await createApp(readAppConfig({ ICE_STORE: 'memory', ICE_LOG_LEVEL: 'silent', ICE_DATA_DIR: dataDir }));
try {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(schemaFiles(app))) {
    await writeFile(path.join(folder, name), text);
    console.log(`schemas/${name}: ${text.length} characters`);
  }
} finally {
  await app.close();
  await rm(dataDir, { recursive: true, force: true });
}
