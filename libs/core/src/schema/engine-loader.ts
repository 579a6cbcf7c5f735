/**
 * Loads the two engines, ajv and re2js, when the first schema needs them: together they take about a tenth of a second,
 * and most processes that import this package never judge a schema.
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The linear-time regular expression engine. */
export function loadRe2(): typeof import('re2js') {
  return require('re2js') as typeof import('re2js');
}

/** The schema engine of draft 2020-12. */
export function loadAjv2020(): typeof import('ajv/dist/2020.js') {
  return require('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
}

/** The schema engine of draft 7. */
export function loadAjv7(): typeof import('ajv') {
  return require('ajv') as typeof import('ajv');
}

/** The definitions of formats, without the code around them (which loads a second copy of ajv). */
export function loadFormats(): typeof import('ajv-formats/dist/formats.js') {
  return require('ajv-formats/dist/formats.js') as typeof import('ajv-formats/dist/formats.js');
}
