// Writes the types of the client out of schemas/openapi.json: `npm run schemas` runs it last. With `--check` it writes nothing and
// fails when the file is not what it would write, told by the seal in its head: a check costs no generating.
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const target = 'libs/client/src/generated/openapi-paths.ts';
const { version } = createRequire(import.meta.url)('openapi-typescript/package.json');

const document = await readFile(path.join(root, 'schemas', 'openapi.json'), 'utf8');
if (process.argv.includes('--check')) await check();
else await write();

async function check() {
  const [head = '', ...rest] = (await readFile(path.join(root, target), 'utf8').catch(() => '')).split('\n\n');
  if (head === headOf(rest.join('\n\n'))) return;
  console.error(`${target} is stale: npm run schemas`);
  process.exitCode = 1;
}

async function write() {
  const body = await generate();
  await mkdir(path.dirname(path.join(root, target)), { recursive: true });
  await writeFile(path.join(root, target), `${headOf(body)}\n\n${body}`);
  console.log(`${target}: ${body.length} characters`);
}

async function generate() {
  const { default: openapiTypes, astToString } = await import('openapi-typescript');
  const { default: ts } = await import('typescript');
  const anyJson = selfContained(JSON.parse(document).components.schemas);
  const nodes = await openapiTypes(document, {
    immutable: true,
    // What has a default may be left out of a request.
    defaultNonNullable: false,
    silent: true,
    inject: "import type { JsonValue } from '@ice/core';",
    postTransform: (type, { path: place }) =>
      anyJson.includes(place ?? '') ? ts.factory.createTypeReferenceNode('JsonValue') : type,
  });
  // These are there in every case, and the document has neither.
  const empty = ['webhooks', '$defs'];
  return astToString(nodes.filter((node) => !('name' in node && empty.includes(String(node.name?.['text'])))));
}

/** Where the schema of any JSON stands: a union that holds itself, which no type of an interface's member may. @param {object} schemas */
function selfContained(schemas) {
  return Object.entries(schemas)
    .map(([name, schema]) => ({ place: `#/components/schemas/${name}`, schema }))
    .filter(({ place, schema }) => 'anyOf' in schema && JSON.stringify(schema).includes(`"${place}"`))
    .map(({ place }) => place);
}

/** The first lines, with the seal of everything that the rest depends on, and of the rest itself. */
function headOf(body) {
  const seal = createHash('sha256').update([document, version, body].join('\0')).digest('hex');
  return [
    `/** Generated from schemas/openapi.json by openapi-typescript ${version} (\`npm run schemas\`): never edited by hand.`,
    ` *  Seal: sha256:${seal} */`,
  ].join('\n');
}
