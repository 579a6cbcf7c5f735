/** Reads stdin as a whole. It is there once: whoever reads it again would find an empty document. */
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { usageError, type CliError } from './cli-error.js';

/** A function that gives the text. @throws CliError `usage` at its second call. */
export function readOnce(stdin: Readable): () => Promise<string> {
  let isRead = false;
  return async () => {
    if (isRead) throw secondStdin();
    isRead = true;
    return text(stdin);
  };
}

/** For whoever sees before reading that stdin is named twice. */
export function secondStdin(): CliError {
  return usageError('- can stand once only.', 'stdin is one document: name a file for the other one.');
}
