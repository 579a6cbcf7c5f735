// Puts the API with all that it loads at its start into a few files, apps/api/dist/bundle: some 3,000 modules are found, read and
// linked one by one otherwise, which takes half of the time of a start. apps/api/src/load-api.ts says when it is used.
import { build } from 'esbuild';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './run-parts.mjs';

const dist = path.join(root, 'apps', 'api', 'dist');
const bundle = path.join(dist, 'bundle');
const stamp = path.join(bundle, 'inputs.json');

/** Packages that stay as they are: with binaries or files beside them, or large and needed by few processes. */
const apart = ['libsql', 'pino', '@pydantic/genai-prices', 'bullmq', 'openai', '@anthropic-ai/sdk', '@nestjs/swagger'];

/** Nest imports these late and reads names of them, which a bundle has only of ECMAScript modules: see `checkLateImports`. */
const asModules = ['class-validator', 'class-transformer'];

/** Packages of CommonJS that are imported late and given to Fastify, which takes their default export: all that a bundle has of them. */
const lateDefaults = ['@fastify/cors', '@fastify/static'];

/** Of CommonJS: what its code takes for granted. */
const prelude = `import { createRequire as createRequireHere } from 'node:module';
const require = createRequireHere(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;`;

/** Packages that others load if they are there (`@nestjs/microservices` and its like). @type {import('esbuild').Plugin} */
const absentStayOutside = {
  name: 'absent packages stay outside',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^[^./]/ }, async ({ path: name, pluginData, ...place }) => {
      if (pluginData === 'asked') return undefined;
      const { importer, resolveDir, kind } = place;
      const found = await resolve(name, { importer, resolveDir, kind, pluginData: 'asked' });
      return found.errors.length === 0 ? found : { path: name, external: true };
    });
  },
};

// Before the build: what is compiled meanwhile makes the bundle an old one.
const inputs = `${JSON.stringify(modifiedInputs(), null, 2)}\n`;
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) process.exit();
rmSync(bundle, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: [path.join(dist, 'index.js'), path.join(dist, 'serve.js')],
  outdir: bundle,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Names of classes are the names of schemas and of what Nest reports.
  keepNames: true,
  sourcemap: 'linked',
  sourcesContent: false,
  banner: { js: prelude },
  alias: Object.fromEntries(asModules.map((name) => [name, path.join(root, 'node_modules', name, 'esm2015/index.js')])),
  external: apart.flatMap((name) => [name, `${name}/*`]),
  plugins: [absentStayOutside],
  logLevel: 'warning',
  metafile: true,
});
checkLateImports();
cpSync(path.join(root, 'libs', 'sandbox', 'dist', 'guest'), path.join(bundle, 'guest'), { recursive: true });
checkPackages();
writeFileSync(stamp, inputs);

/** When what is bundled changed last, by what the compiler and npm write then; paths from the bundle. */
function modifiedInputs() {
  const packages = ['libs', 'apps'].flatMap((group) =>
    readdirSync(path.join(root, group)).map((name) => path.join(group, name, 'dist', '.tsbuildinfo')),
  );
  return [...packages, 'node_modules/.package-lock.json', 'scripts/bundle-api.mjs'].map((name) => {
    const file = path.join(root, name);
    return { file: path.relative(bundle, file), modified_ms: statSync(file).mtimeMs };
  });
}

/** What stays apart has to be found from the bundle as it was from the modules. */
function checkPackages() {
  const { resolve } = createRequire(path.join(bundle, 'index.js'));
  for (const name of apart) resolve(name);
}

/** `import()` of CommonJS gives every name in Node, and only the default in a bundle: whoever reads a name would find nothing. */
function checkLateImports() {
  const late = Object.values(metafile.outputs).filter(
    ({ entryPoint, exports }) => entryPoint && exports.join() === 'default',
  );
  const wrong = late.filter(({ entryPoint = '' }) => !lateDefaults.some((name) => entryPoint.includes(`/${name}/`)));
  if (wrong.length === 0) return;
  throw new Error(
    `Imported late, and of CommonJS; keep them apart: ${wrong.map(({ entryPoint }) => entryPoint).join(', ')}`,
  );
}
