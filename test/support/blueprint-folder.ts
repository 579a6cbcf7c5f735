/** A folder with blueprints, an API, and `ice blueprint …` between them. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runIce, type IceRun } from './run-ice.js';
import { startApi, type RunningApi } from './start-api.js';

/** See the head of this file. */
export class BlueprintFolder {
  private constructor(
    readonly api: RunningApi,
    private readonly folder: string,
  ) {}

  /** @param files their texts by their names. */
  static async open(files: Readonly<Record<string, string>>): Promise<BlueprintFolder> {
    const folder = await mkdtemp(path.join(tmpdir(), 'ice-blueprints-'));
    await Promise.all(Object.entries(files).map(([name, text]) => writeFile(path.join(folder, name), text)));
    return new BlueprintFolder(await startApi(), folder);
  }

  /** Runs a command about blueprints in the folder, against the API. */
  ice(words: readonly string[], stdin?: string): Promise<IceRun> {
    const given = stdin === undefined ? {} : { stdin };
    return runIce(['blueprint', ...words, '--remote', this.api.url], { cwd: this.folder, ...given });
  }

  async close(): Promise<void> {
    await this.api.close();
    await rm(this.folder, { recursive: true });
  }
}
