/** Sizes above which a CSV file is refused. Each has its own failure code; nothing is ever cut silently. */

/** How large a file, a record and a result may be. */
export interface CsvLimits {
  /** The file, in bytes. Default 100 MiB. */
  readonly maxBytes: number;
  /** Data rows in the file. Default 1,000,000. */
  readonly maxRows: number;
  /** Default 1,000. */
  readonly maxColumns: number;
  /** One record, in bytes. Default 1 MiB. */
  readonly maxRecordBytes: number;
  /** The rows that are given back, as JSON, in bytes. Default 4 MiB, as much as a node may give. */
  readonly maxOutputBytes: number;
}

/** The limits of promises, section 2. */
export const defaultCsvLimits: CsvLimits = {
  maxBytes: 100 * 1024 * 1024,
  maxRows: 1_000_000,
  maxColumns: 1_000,
  maxRecordBytes: 1024 * 1024,
  maxOutputBytes: 4 * 1024 * 1024,
};
