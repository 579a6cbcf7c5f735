/** What passes between a sandbox and the thread of one program: texts and numbers, never an object of the program. */

/** What a thread is made with. */
export interface GuestSettings {
  /** The compiled interpreter: code without state, shared by all threads. */
  readonly module: object;
  /** The most that any program may ask for. */
  readonly maxMemoryBytes: number;
}

/** The one program of a thread. */
export interface GuestOrder {
  readonly source: string;
  /** JSON text. */
  readonly inputs: string;
  readonly memoryBytes: number;
  readonly maxOutputBytes: number;
}

/** How the program ended. */
export type GuestAnswer =
  /** It returned; the value as JSON text. */
  | { readonly kind: 'value'; readonly json: string }
  /** It threw, or could not be read. Line and column are those of the source, from 1. */
  | {
      readonly kind: 'failed';
      readonly name: string;
      readonly message: string;
      readonly line?: number;
      readonly column?: number;
    }
  /** What it returned is no JSON. */
  | { readonly kind: 'unfit'; readonly message: string }
  /** What it returned is too large. */
  | { readonly kind: 'large' }
  | { readonly kind: 'memory' }
  /** It was ended on the wall clock. */
  | { readonly kind: 'late' };
