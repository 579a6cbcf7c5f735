/** Reads the operator's prices. A file that cannot be used stops the start: with wrong prices every budget would be wrong. */
import { IceError } from '@ice/core';
import type { PriceOverrides } from '@ice/models';
import { readFileSync } from 'node:fs';

/** The prices as they stand in the file; whoever uses them judges them. @throws IceError `validation-failed` with a sentence. */
export function readPriceFile(file: string): PriceOverrides {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as PriceOverrides;
  } catch (fault) {
    const because = fault instanceof Error ? fault.message : String(fault);
    throw new IceError('validation-failed', `ICE_PRICE_FILE: ${file} cannot be read as JSON: ${because}.`);
  }
}
