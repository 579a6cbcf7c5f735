/** What the doctor finds out about one thing. Plain data; wire form. */

/** `warning`: it works, and not as well as it may. `failed`: something will not work until the fix is made. */
export type CheckState = 'ok' | 'warning' | 'failed';

/** One finding. */
export type Check = {
  readonly name: string;
  readonly state: CheckState;
  /** One sentence, or a few words. */
  readonly detail: string;
  /** What to do; on everything that is not `ok`. */
  readonly fix?: string;
};

/** All is well. */
export function passed(name: string, detail: string): Check {
  return { name, state: 'ok', detail };
}

/** It works so far. */
export function warned(name: string, detail: string, fix: string): Check {
  return { name, state: 'warning', detail, fix };
}

/** It does not work. */
export function failed(name: string, detail: string, fix: string): Check {
  return { name, state: 'failed', detail, fix };
}
