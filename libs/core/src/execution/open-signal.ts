/** Signals: what a node run waits for. One that can be answered is an addressed question with one answer. Wire form, snake_case. */
import type { JsonValue } from '../json/json-value.js';
import type { JsonSchema } from '../schema/json-schema.js';

/** `human` and `signal` are answered; a `timer` ends by itself, or with an answer of null; a `workflow` ends with its child. A `pause`
 *  and a `budget` hold the whole execution until they are answered. */
export type SignalKind = 'human' | 'signal' | 'timer' | 'workflow' | 'pause' | 'budget';

/** One wait of one node run. A pause is one of the whole execution, and its path that of its monitor: `monitors[0]`. So is a budget that
 *  is used up; its path counts how often that has happened: `budget[0]`. */
export interface OpenSignal {
  /** `sg_` and 26 digits: the same for the same wait of the same execution, whoever counts. */
  readonly signal_id: string;
  readonly kind: SignalKind;
  readonly path: string;
  /** Of a `signal`: the name under which it may be answered too. */
  readonly name?: string;
  readonly prompt?: string;
  readonly assignee?: string;
  readonly choices?: readonly string[];
  /** Judges an answer's value. Absent: any JSON. */
  readonly answer_schema?: JsonSchema;
  /** Of a `workflow`. */
  readonly child_execution_id?: string;
  /** RFC 3339; null for a wait that ends only with what it waits for. */
  readonly expires_at: string | null;
}

/** What answers a signal: a value, or a failure that the node run ends with. */
export type SignalAnswer =
  { readonly value: JsonValue } | { readonly failure: { readonly code: string; readonly message: string } };
