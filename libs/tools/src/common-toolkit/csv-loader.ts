/** `csv_loader`: rows of a CSV file, from the allowed folders only. */
import type { ToolDefinition } from '@ice/core';
import { z } from 'zod';
import { openAllowedFile, type FilesPolicy } from '../csv/allowed-file.js';
import type { CsvLimits } from '../csv/csv-limits.js';
import { textEncodings } from '../csv/decode-text.js';
import { readCsv } from '../csv/read-csv.js';
import { defineTool } from '../define-tool.js';

const Input = z.object({
  path: z.string().min(1).max(4_096).describe('A file inside ICE_FILES_DIR.'),
  delimiter: z
    .string()
    .regex(/^[^"\r\n]$/, 'must be one character, and no quote or line end')
    .optional()
    .describe('One character between cells. Default: the first of comma, semicolon, tab and bar that the header has.'),
  encoding: z.enum(textEncodings).default('utf-8').describe('Of the file; a byte order mark is left out.'),
  offset: z.int().min(0).default(0).describe('Rows to leave out at the beginning.'),
  limit: z.int().min(0).optional().describe('Rows to give at most. Default all.'),
});

const Output = z.object({
  rows: z.array(z.record(z.string(), z.string())).describe('Column name to cell; every value is text.'),
  columns: z.array(z.string()).describe('The header, in order.'),
  total: z.int().min(0).describe('Rows in the whole file, without the header.'),
});

/** `{path, delimiter?, encoding?, offset?, limit?}` → `{rows, columns, total}`. */
export function csvLoader(files: FilesPolicy, limits: CsvLimits): ToolDefinition {
  return defineTool({
    name: 'csv_loader',
    description:
      'Reads the rows of a CSV file whose first line is its header. A row that does not fit fails with its line.',
    effect: 'pure',
    input: Input,
    output: Output,
    examples: [csvExample],
    async run({ path, limit, delimiter, ...query }, { signal }) {
      return readCsv(await openAllowedFile(path, files), { ...query, delimiter, limit }, limits, signal);
    },
  });
}

const csvExample = {
  input: { path: 'examples/seller-assistant/items.csv', offset: 3, limit: 1 },
  output: {
    columns: ['Product/Item', 'Suggested Price', 'Description'],
    rows: [
      {
        'Product/Item': 'Tile',
        'Suggested Price': '$300 per cs',
        Description: 'Matt grey floor tile, sold by the case; one case covers about 40 square feet.',
      },
    ],
    total: 9,
  },
};
