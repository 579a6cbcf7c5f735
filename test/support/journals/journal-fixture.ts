/** A stored journal: what one version of the engine recorded of one execution, and all that another version needs to go on with it.
 *  Files of a version are frozen once they are written: an engine that cannot read one is wrong, not the file. */
import type { ExecutionEvent, ExecutionSnapshot, JsonObject, StreamPayload } from '@ice/core';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Move } from './play-on.js';

/** What stands in the store beside the execution: the one that it is a rerun of, its parent, its children. */
export interface StoredExecution {
  readonly events: readonly ExecutionEvent[];
  readonly payloads: readonly StreamPayload[];
}

/** One file. */
export interface JournalFixture extends StoredExecution {
  /** What it is an example of. */
  readonly note: string;
  readonly blueprint: JsonObject;
  /** Blueprints that this one may refer to by revision, each after those that it refers to itself. */
  readonly others: readonly JsonObject[];
  readonly inputs: JsonObject;
  /** What comes from outside while it runs, whoever runs it. */
  readonly moves: readonly Move[];
  /** Executions that had ended before this one began. */
  readonly earlier: readonly StoredExecution[];
  /** Sequences of the last event of each append: a process ends after one of these, or before the first. */
  readonly appends: readonly number[];
  readonly snapshot: ExecutionSnapshot;
}

/** Where the versions have their folders. */
export const fixturesFolder = path.join('test', 'fixtures', 'journals');

/** All fixtures of all versions: `v0.1/chain` and what is in it. */
export function readFixtures(): readonly (readonly [string, JournalFixture])[] {
  return readdirSync(fixturesFolder).flatMap((version) =>
    readdirSync(path.join(fixturesFolder, version)).map((file) => {
      const text = readFileSync(path.join(fixturesFolder, version, file), 'utf8');
      return [`${version}/${path.basename(file, '.json')}`, JSON.parse(text) as JournalFixture] as const;
    }),
  );
}

/** Writes the fixtures of a version. @throws when one of the files is there already, before any is written. */
export function writeFixtures(version: string, texts: ReadonlyMap<string, string>): void {
  const folder = path.join(fixturesFolder, version);
  mkdirSync(folder, { recursive: true });
  const there = new Set(readdirSync(folder));
  const frozen = [...texts.keys()].filter((name) => there.has(`${name}.json`));
  if (frozen.length > 0)
    throw new Error(`${folder} is frozen: ${frozen.join(', ')}. Journals of now go to a new version.`);
  for (const [name, text] of texts) writeFileSync(path.join(folder, `${name}.json`), text, { flag: 'wx' });
}

/** As it stands in the file: one member a line, and one event. */
export function textOf(fixture: JournalFixture): string {
  const members = Object.entries(fixture).map(([name, value]) => {
    if (!Array.isArray(value) || value.length === 0 || name === 'appends') return `"${name}": ${JSON.stringify(value)}`;
    const lines = (value as readonly unknown[]).map((item) => `  ${JSON.stringify(item)}`);
    return `"${name}": [\n${lines.join(',\n')}\n]`;
  });
  return `{\n${members.join(',\n')}\n}\n`;
}
