/** An execution as lists and a cancel show it. */
import type { ExecutionHead } from '@ice/core';

/** The small facts: no inputs, outputs or node runs. */
export type ExecutionRow = Omit<ExecutionHead, 'worker' | 'fence' | 'crashes'>;
