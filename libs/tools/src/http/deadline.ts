/** A signal that fires when its parent does or when a time is up, and knows which of the two it was. */

/** A running deadline. Call `end` when the work is done, or the parent's list of listeners grows. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** True once the time was up before the parent fired. */
  passed(): boolean;
  end(): void;
}

/** Starts the clock. */
export function startDeadline(parent: AbortSignal, ms: number): Deadline {
  const controller = new AbortController();
  let passed = false;
  const timer = setTimeout(() => {
    passed = !controller.signal.aborted;
    controller.abort();
  }, ms);
  const follow = (): void => controller.abort(parent.reason);
  if (parent.aborted) follow();
  else parent.addEventListener('abort', follow, { once: true });
  return {
    signal: controller.signal,
    passed: () => passed,
    end: () => {
      clearTimeout(timer);
      parent.removeEventListener('abort', follow);
    },
  };
}
