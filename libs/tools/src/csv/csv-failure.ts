/** Failures of reading a CSV file. Each names the line where there is one; none repeats what the file holds. */
import { FailureError } from '@ice/core';

/** Codes of CSV failures; each stands in the README of this package. */
export type CsvFailureCode =
  | 'csv-invalid'
  | 'csv-empty'
  | 'csv-encoding'
  | 'csv-invalid-character'
  | 'csv-header-invalid'
  | 'csv-duplicate-header'
  | 'csv-too-large'
  | 'csv-too-many-rows'
  | 'csv-too-many-columns'
  | 'csv-record-too-large';

/** A failure at a line (from 1; the header is usually line 1), or of the file as a whole. */
export function csvFailure(code: CsvFailureCode, message: string, line?: number): FailureError {
  const text = line === undefined ? message : `Line ${line}: ${message}`;
  return new FailureError(code, text, line === undefined ? {} : { evidence: { line } });
}
