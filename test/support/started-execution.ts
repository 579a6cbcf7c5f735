/** A start of the corpus of bad requests, followed to its end. */
import type { BadInput } from './bad-input.js';
import type { RunningApi } from './start-api.js';

/** How it went. */
export interface StartedExecution {
  /** Of the start. */
  readonly status: number;
  /** Null where nothing was started. */
  readonly finalStatus: string | null;
  /** Of the failure, or of the refusal; null for none. */
  readonly code: string | null;
  /** What the API shows of the execution in the end. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- specs assert on it as they find it
  readonly body: any;
}

/** Starts a blueprint and waits for the end of the execution, for at most a minute. */
export async function followStart(api: RunningApi, blueprintId: string, inputs: unknown): Promise<StartedExecution> {
  const json = { blueprint_id: blueprintId, inputs };
  const { status, body: head } = await api.request('POST', '/api/v1/executions/', { json });
  if (status !== 202) return { status, finalStatus: null, code: head.code, body: head };
  for (const until = Date.now() + 60_000; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const { body } = await api.request('GET', `/api/v1/executions/${head.execution_id}`);
    if (body.ended_at !== null) return { status, finalStatus: body.status, code: body.failure?.code ?? null, body };
  }
  throw new Error(`${head.execution_id} has not ended.`);
}

/** What the corpus wants of the start: status, status in the end, and code under the names that we have for them. */
export function wantedOf({ id, expect }: BadInput, names: Readonly<Record<string, string>>) {
  const { status, finalStatus = null, nodeError = null } = expect;
  const code = names[id] ?? names[nodeError ?? ''] ?? nodeError;
  return { status, finalStatus, code };
}
