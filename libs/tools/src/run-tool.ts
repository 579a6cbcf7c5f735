/** Runs one tool outside of an execution: for tests of tools and for trying one out. It retries nothing and records nothing. */
import { defaultTenant, type JsonObject, type JsonValue, type ToolContext, type ToolDefinition } from '@ice/core';
import { setTimeout as delay } from 'node:timers/promises';

/** An id of the default tenant from the beginning of time: no execution has it. */
const noExecution = `ex_0000000000${defaultTenant}${'0'.repeat(11)}`;

/** A context for a tool that runs alone: logs go nowhere, the clock is the system's. Every member can be replaced. */
export function standaloneContext(overrides: Partial<ToolContext> = {}): ToolContext {
  const signal = overrides.signal ?? new AbortController().signal;
  return {
    signal,
    idempotencyKey: 'standalone',
    executionId: noExecution,
    path: 'standalone',
    attempt: 1,
    log: () => undefined,
    now: () => Date.now(),
    sleep: (ms) => delay(ms, undefined, { signal }),
    ...overrides,
  };
}

/** Makes a fresh tool and runs it once. Throws what the tool throws. */
export function runTool(
  definition: ToolDefinition,
  input: JsonObject,
  overrides: Partial<ToolContext> = {},
): Promise<JsonValue> {
  return definition.create().run(input, standaloneContext(overrides));
}
