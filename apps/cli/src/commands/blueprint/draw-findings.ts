/** Shows findings about a document as text: place, code, sentence, hint and mend, in the form that editors make links of. */
import { plainText } from '../../text/plain-text.js';

/** What is shown of a finding of the compiler, or of an entry of a problem. */
export interface ShownFinding {
  readonly code: string;
  /** Default `error`. */
  readonly severity?: 'error' | 'warning';
  readonly message: string;
  readonly pointer: string;
  /** Both from 1; absent where the document was read from no text. */
  readonly line?: number;
  readonly column?: number;
  readonly hint?: string;
  readonly fix?: { readonly title: string; readonly patch: readonly ShownOperation[] };
}

/** What is shown of an operation of a mend. */
export interface ShownOperation {
  readonly op: string;
  readonly path: string;
  readonly value?: unknown;
}

/** The lines, without a line break at the end. @param file what the places are in. */
export function drawFindings(file: string, findings: readonly ShownFinding[]): string {
  return findings.flatMap((finding) => findingLines(file, finding)).join('\n');
}

function findingLines(file: string, finding: ShownFinding): readonly string[] {
  const { code, severity = 'error', message, pointer, line, column, hint, fix } = finding;
  const place = line === undefined ? `${file}${pointer === '' ? '' : `#${pointer}`}` : `${file}:${line}:${column ?? 1}`;
  return [
    `${plainText(place)}: ${severity} ${code}: ${plainText(message)}`,
    ...(hint === undefined ? [] : [`    hint: ${plainText(hint)}`]),
    ...(fix === undefined ? [] : [`    fix:  ${plainText(fix.title)}`, ...fix.patch.map(operationLine)]),
  ];
}

function operationLine({ op, path, value }: ShownOperation): string {
  return `          ${plainText(value === undefined ? `${op} ${path}` : `${op} ${path} ${JSON.stringify(value)}`)}`;
}
