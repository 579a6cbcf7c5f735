/** What the paths of a state are read from: each a piece of an expression. */

/** The context object: objects of expressions. */
export interface Context {
  readonly [name: string]: string | Context;
}

/** What `$`, `$name` and `$$` are where a field stands. */
export interface Scope {
  readonly data: string;
  readonly vars: string;
  readonly context: Context;
  /** True where the value goes to a task and nowhere else. Default false. */
  readonly isSent?: boolean;
}

/** Where a field cannot be read: the condition under which that is so, and what is said then (a text with expressions). */
export interface Broken {
  readonly when: string;
  readonly message: string;
  /** Name of the error. Default: `States.Runtime`. */
  readonly error?: string;
}

/** An expression, and all that may keep it from having a value. */
export interface Computed {
  readonly cel: string;
  readonly broken: readonly Broken[];
}

/** The context object as one expression. */
export function contextObject(context: Context): string {
  const members = Object.entries(context).map(
    ([name, value]) => `${JSON.stringify(name)}: ${typeof value === 'string' ? value : contextObject(value)}`,
  );
  return `{${members.join(', ')}}`;
}
