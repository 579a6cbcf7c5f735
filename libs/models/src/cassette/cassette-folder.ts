/** The folder of cassettes: reads and writes their files. A file is there as a whole or not at all; what cannot be used is a failure that
 *  names it by its place below the folder. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FailureError } from '@ice/core';
import { cassetteFile } from './cassette-file.js';
import { cassetteProblem, type Cassette } from './cassette.js';

/** Cassettes on disk. */
export class CassetteFolder {
  /** @param directory absolute (`ICE_CASSETTE_DIR`); made by the first `write`. */
  constructor(private readonly directory: string) {}

  /** The cassette of a file, or null where there is no such file. Throws `cassette-unusable`. */
  async read(file: string): Promise<Cassette | null> {
    const text = await this.#text(file);
    if (text === null) return null;
    const cassette = parsed(text, file);
    if (cassetteFile(cassette.request) === file) return cassette;
    throw unusable(file, 'its request was changed after it was recorded');
  }

  /** Puts a cassette in its place, and in that of an older one. Throws `cassette-unusable`. */
  async write(cassette: Cassette): Promise<void> {
    const file = cassetteFile(cassette.request);
    const target = path.join(this.directory, file);
    const draft = path.join(path.dirname(target), `.${randomUUID()}.tmp`);
    try {
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(draft, `${JSON.stringify(cassette, null, 2)}\n`, { flag: 'wx' });
      await rename(draft, target);
    } catch (fault) {
      await rm(draft, { force: true }).catch(() => undefined);
      throw unusable(file, `it cannot be written (${reasonOf(fault)})`);
    }
  }

  /** All files, in alphabetical order. */
  async list(): Promise<readonly string[]> {
    const entries = await readdir(this.directory, { recursive: true }).catch(() => []);
    return entries
      .map((entry) => entry.split(path.sep).join('/'))
      .filter((entry) => /^[^/]+\/[^/]+\/[^./][^/]*\.json$/.test(entry))
      .sort();
  }

  async #text(file: string): Promise<string | null> {
    try {
      return await readFile(path.join(this.directory, file), 'utf8');
    } catch (fault) {
      if (reasonOf(fault) === 'ENOENT') return null;
      throw unusable(file, `it cannot be read (${reasonOf(fault)})`);
    }
  }
}

function parsed(text: string, file: string): Cassette {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unusable(file, 'it is no JSON');
  }
  const problem = cassetteProblem(value);
  if (problem !== null) throw unusable(file, problem);
  return value as Cassette;
}

function unusable(file: string, because: string): FailureError {
  const sentence = `The recording ${file} in ICE_CASSETTE_DIR cannot be used: ${because}.`;
  return new FailureError('cassette-unusable', sentence, { evidence: { file } });
}

/** The system's name for what went wrong: its sentence would tell the paths of this machine. */
function reasonOf(fault: unknown): string {
  return (fault as { readonly code?: string }).code ?? 'unknown reason';
}
