// Prints the closing line `N passed, N failed` over the results that `make test` and `make verify` left in .cache/results.
// A spec file that could not run at all counts as one failed test: its tests are unknown, but they did not pass.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(import.meta.dirname, '..', '.cache', 'results');
const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];

let passed = 0;
let failed = 0;
for (const file of files) {
  const result = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
  passed += result.numPassedTests;
  failed += result.numFailedTests + (result.numRuntimeErrorTestSuites ?? 0);
}
console.log(`${passed} passed, ${failed} failed`);
