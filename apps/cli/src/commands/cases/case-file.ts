/** A case on disk: which blueprint was run with which inputs, and what came out. Beside it, in `cassettes/`, lie the answers of models. */
import { compileSchema, isJsonObject, type JsonObject, type JsonValue } from '@ice/core';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CliError } from '../../command/cli-error.js';

/** One case. Wire form, snake_case. */
export interface RecordedCase {
  readonly case_version: 1;
  /** The file of the blueprint, seen from the folder of the blueprints. */
  readonly blueprint: string;
  readonly inputs: JsonObject;
  /** What it has to give. */
  readonly outputs: JsonObject;
}

/** A case where it lies. */
export interface CaseFile {
  /** Seen from the folder of the blueprints: `cases/shop.default.json`. */
  readonly file: string;
  readonly recorded: RecordedCase;
}

/** Where recorded answers of models lie, seen from the folder of the blueprints. */
export const cassettesFolder = 'cassettes';

const casesFolder = 'cases';

const schema: JsonObject = {
  type: 'object',
  required: ['case_version', 'blueprint', 'inputs', 'outputs'],
  properties: {
    case_version: { const: 1 },
    blueprint: { type: 'string' },
    inputs: { type: 'object' },
    outputs: { type: 'object' },
  },
};

/** Writes a case, in the place of an older one of its name; gives its file. @param folder of the blueprints, absolute. */
export async function writeCase(folder: string, name: string, recorded: RecordedCase): Promise<string> {
  const file = path.posix.join(casesFolder, `${path.parse(recorded.blueprint).name}.${name}.json`);
  await mkdir(path.join(folder, casesFolder), { recursive: true });
  await writeFile(path.join(folder, file), `${JSON.stringify(recorded, null, 2)}\n`);
  return file;
}

/** All cases of a folder of blueprints, in alphabetical order; none where there is no such folder. @throws CliError */
export async function readCases(folder: string): Promise<readonly CaseFile[]> {
  const names = await readdir(path.join(folder, casesFolder)).catch(() => []);
  const files = names.filter((name) => name.endsWith('.json')).sort();
  return Promise.all(files.map((name) => readCase(folder, path.posix.join(casesFolder, name))));
}

async function readCase(folder: string, file: string): Promise<CaseFile> {
  const value = parsed(await readFile(path.join(folder, file), 'utf8'));
  const [problem] = value === undefined ? [{ pointer: '', message: 'it is no JSON' }] : compileSchema(schema)(value);
  if (!problem && isJsonObject(value)) return { file, recorded: value as unknown as RecordedCase };
  const reason = problem ? `${problem.pointer} ${problem.message}`.trim() : 'it is no object';
  const hint = '"ice record" writes it anew.';
  throw new CliError(`${file} is no recorded case: ${reason}.`, { exitCode: 3, code: 'validation-failed', hint });
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
