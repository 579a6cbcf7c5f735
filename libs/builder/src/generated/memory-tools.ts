/** Written by `npm run schemas` out of the schemas of the tools; a test tells when it is stale. Types only. */
import type { AnyJson } from '../any-json.js';

/** The tools of the toolkit `memory`. */
export interface MemoryTools {
  /** Removes the note under a key. forgotten is false where there was none. */
  readonly "memory_forget": {
    readonly input: {
      /** `execution`: seen by this execution only, and removed with it. `organisation`: seen by all executions of the organisation, and kept. */
      readonly "scope"?: "execution" | "organisation";
      /** What the note is kept under: 1 to 200 characters. */
      readonly "key": string;
    };
    readonly output: {
      /** Whether there was a note. */
      readonly "forgotten": boolean;
    };
  };
  /** Reads the note under a key. Where there is none, found is false and value null. */
  readonly "memory_read": {
    readonly input: {
      /** `execution`: seen by this execution only, and removed with it. `organisation`: seen by all executions of the organisation, and kept. */
      readonly "scope"?: "execution" | "organisation";
      /** What the note is kept under: 1 to 200 characters. */
      readonly "key": string;
    };
    readonly output: {
      /** Whether there is a note. */
      readonly "found": boolean;
      /** As it was written; null where there is none. */
      readonly "value": AnyJson;
      /** When it was written (ISO 8601, UTC). */
      readonly "updated_at": string | null;
    };
  };
  /** Finds notes that share words with a query, in key or value, best first. It looks at the first 10,000 notes of the scope in key order. */
  readonly "memory_search": {
    readonly input: {
      /** `execution`: seen by this execution only, and removed with it. `organisation`: seen by all executions of the organisation, and kept. */
      readonly "scope"?: "execution" | "organisation";
      /** Words; at most 1,000 characters. */
      readonly "query": string;
      /** How many notes to give back at most. */
      readonly "limit"?: number;
    };
    readonly output: {
      /** Best first; scores are comparable within one answer only. */
      readonly "notes": readonly ({ readonly "key": string; readonly "value": AnyJson; readonly "updated_at": string; readonly "score": number })[];
      /** How many they are. */
      readonly "count": number;
    };
  };
  /** Writes a note under a key, in the place of what is there. Of several at a time the last one stays. */
  readonly "memory_write": {
    readonly input: {
      /** `execution`: seen by this execution only, and removed with it. `organisation`: seen by all executions of the organisation, and kept. */
      readonly "scope"?: "execution" | "organisation";
      /** What the note is kept under: 1 to 200 characters. */
      readonly "key": string;
      /** Any JSON value of at most 64 KiB. */
      readonly "value": AnyJson;
    };
    readonly output: {
      /** The key, as it was given. */
      readonly "key": string;
    };
  };
}
