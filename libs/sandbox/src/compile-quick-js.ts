/** Compiles the interpreter. The result is code without state: every thread makes a fresh instance of it. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The part of the platform that Node's types leave out. */
interface Platform {
  readonly WebAssembly: { compile(bytes: Uint8Array): Promise<object> };
}

/** The compiled interpreter (a `WebAssembly.Module`); compiling takes place beside the event loop. */
export async function compileQuickJs(): Promise<object> {
  const bytes = await readFile(require.resolve('@jitl/quickjs-wasmfile-release-sync/wasm'));
  return (globalThis as unknown as Platform).WebAssembly.compile(bytes);
}
