// `npm run bench [-- compile engine workers]`: runs the benches that are named, or all.
import { benchCompile } from './compile.mjs';
import { benchEngine } from './engine.mjs';
import { benchWorkers } from './workers.mjs';

const benches = { compile: benchCompile, engine: benchEngine, workers: benchWorkers };
const names = process.argv.slice(2).filter((name) => name !== '--');
for (const name of names.length > 0 ? names : Object.keys(benches)) {
  const bench = benches[name];
  if (!bench) {
    console.error(`There is no bench "${name}"; there are: ${Object.keys(benches).join(', ')}.`);
    process.exit(2);
  }
  console.log(`\n${name}`);
  await bench();
}
