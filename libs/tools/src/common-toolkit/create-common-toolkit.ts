/** The toolkit *common*: what nearly every blueprint needs. It reads files and opens URLs only where its options say so. */
import type { Toolkit } from '@ice/core';
import { defaultCsvLimits, type CsvLimits } from '../csv/csv-limits.js';
import { HttpClient, type HttpToolOptions } from '../http/http-client.js';
import { defineToolkit } from '../toolkit.js';
import { aggregator } from './aggregator.js';
import { csvLoader } from './csv-loader.js';
import { echo } from './echo.js';
import { httpRequest } from './http-request.js';
import { jsonTransform } from './json-transform.js';
import { sleep } from './sleep.js';
import { textTemplate } from './text-template.js';

/** Configuration of the toolkit. */
export interface CommonToolkitOptions {
  /** Folders that `csv_loader` may read (ICE_FILES_DIR), absolute or from the working directory. Empty = none. */
  readonly filesDirectories: readonly string[];
  /** Where relative paths begin that are in none of the folders. Default: the process's working directory. */
  readonly workingDirectory?: string;
  /** Sizes of CSV files. Defaults: `defaultCsvLimits`. */
  readonly csv?: Partial<CsvLimits>;
  /** What `http_request` may reach. */
  readonly http: HttpToolOptions;
}

/**
 * Makes the toolkit.
 * @throws IceError `validation-failed` for an entry of `http.allow` that is not host:port.
 */
export function createCommonToolkit(options: CommonToolkitOptions): Toolkit {
  const { filesDirectories: directories, workingDirectory = process.cwd() } = options;
  const csv = csvLoader({ directories, workingDirectory }, { ...defaultCsvLimits, ...options.csv });
  const http = httpRequest(new HttpClient(options.http));
  return defineToolkit({
    name: 'common',
    description: 'Files, HTTP, reshaping, templating, counting and waiting.',
    tools: [aggregator, csv, echo, http, jsonTransform, sleep, textTemplate],
  });
}
