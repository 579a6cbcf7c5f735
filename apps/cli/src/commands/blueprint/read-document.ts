/** Reads a document from a file of YAML or JSON, or from stdin. JSON is read as the YAML that it is: so both have places, and neither may
 *  say a key twice. */
import { fromYaml } from '@ice/builder';
import type { JsonValue } from '@ice/core';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CommandContext } from '../../command/command.js';
import { CliError } from '../../command/cli-error.js';
import { drawFindings, type ShownFinding } from './draw-findings.js';
import { unreadableFile } from './unreadable-file.js';

/** A document as somebody has written it. */
export interface WrittenDocument {
  /** As it was typed; `<stdin>` for `-`. */
  readonly file: string;
  readonly document: JsonValue;
  /** Adds the line and column of its pointer to a finding. */
  readonly locate: <Finding extends { readonly pointer: string }>(finding: Finding) => Finding & TextPlace;
}

/** What a file holds: a document, or the reason why it is none. */
export type ReadDocument =
  | { readonly ok: true; readonly written: WrittenDocument }
  | { readonly ok: false; readonly file: string; readonly finding: ShownFinding };

interface TextPlace {
  readonly line: number;
  readonly column: number;
}

type Source = Pick<CommandContext, 'cwd' | 'readStdin'>;

/** Reads it. @param name of a file, seen from the working directory; `-` is stdin. @throws CliError where there is no such file. */
export async function readDocument(name: string, source: Source): Promise<ReadDocument> {
  const file = name === '-' ? '<stdin>' : name;
  const result = fromYaml(name === '-' ? await source.readStdin() : await textOf(name, source.cwd));
  if (result.ok) {
    const { document, placeOf } = result;
    return {
      ok: true,
      written: { file, document, locate: (finding) => ({ ...finding, ...placeOf(finding.pointer) }) },
    };
  }
  const { message, line, column } = result;
  return { ok: false, file, finding: { code: 'validation-failed', message, pointer: '', line, column } };
}

/** The same for whoever has nothing to do without a document. @throws CliError */
export async function readDocumentOrFail(name: string, source: Source): Promise<WrittenDocument> {
  const result = await readDocument(name, source);
  if (result.ok) return result.written;
  const { file, finding } = result;
  throw new CliError(`${file} is neither YAML nor JSON.`, {
    exitCode: 3,
    code: finding.code,
    lines: drawFindings(file, [finding]).split('\n'),
    details: { file, line: finding.line ?? 1, column: finding.column ?? 1, message: finding.message },
  });
}

async function textOf(name: string, cwd: string): Promise<string> {
  try {
    return await readFile(path.resolve(cwd, name), 'utf8');
  } catch (fault) {
    throw unreadableFile(name, fault as NodeJS.ErrnoException);
  }
}
