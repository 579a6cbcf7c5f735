/** The failure of a replay that has no recording: names the nearest one, what differs, and how to record. Pure. */
import { FailureError, type JsonValue } from '@ice/core';
import type { NearCassette } from './nearest-cassette.js';
import { commonStart, type Difference } from './request-difference.js';

const howToRecord = 'Record it with ICE_CASSETTES=record and ICE_TEST_MODE=0.';

/** Most characters of a value that are shown, and how many of them come before the first that differs. */
const shownLength = 60;
const shownBefore = 15;

/** What is known about a miss. */
export interface MissedCassette {
  /** `provider/name`. */
  readonly model: string;
  /** Where the recording was looked for. */
  readonly file: string;
  /** How many recordings there are at all. */
  readonly recordings: number;
  readonly nearest: NearCassette | null;
}

/** The failure; not retryable. */
export function missingCassette({ model, file, recordings, nearest }: MissedCassette): FailureError {
  const sentences = [
    `No recording answers this request to ${model}.`,
    nearestSentence(recordings, nearest),
    howToRecord,
  ];
  return new FailureError('cassette-missing', sentences.join(' '), {
    evidence: {
      file,
      ...(nearest && { nearest: nearest.file, pointer: nearest.differences[0].pointer }),
    },
  });
}

function nearestSentence(recordings: number, nearest: NearCassette | null): string {
  if (!nearest) {
    return recordings === 0 ? 'ICE_CASSETTE_DIR has none at all.' : 'None in ICE_CASSETTE_DIR can be read.';
  }
  const [first, ...others] = nearest.differences;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return `The nearest is ${nearest.file}; ${first.pointer || 'the request'} differs${more}: ${valuesOf(first)}.`;
}

/** Both values, cut to where they part. */
function valuesOf({ recorded, asked }: Difference): string {
  const isText = typeof recorded === 'string' && typeof asked === 'string';
  const from = isText ? Math.max(0, commonStart(recorded, asked) - shownBefore) : 0;
  return `recorded ${shown(recorded, from)}, asked ${shown(asked, from)}`;
}

function shown(value: JsonValue | undefined, from: number): string {
  if (value === undefined) return 'nothing';
  if (typeof value !== 'string') return cut(JSON.stringify(value));
  return JSON.stringify(`${from > 0 ? '…' : ''}${cut(value.slice(from))}`);
}

function cut(text: string): string {
  return text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
}
