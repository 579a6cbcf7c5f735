/** A client as a stranger would write one: `fetch` and the types that openapi-typescript makes of the OpenAPI document, nothing else.
 *  It compiles with all specs; `generated-client.spec.ts` runs it. */
import type { ApiPaths, ApiSchema } from '@ice/client';

type Start = ApiPaths['/api/v1/executions']['post']['requestBody']['content']['application/json'];
type Started = ApiPaths['/api/v1/executions']['post']['responses'][202]['content']['application/json'];
type Snapshot = ApiPaths['/api/v1/executions/{id}']['get']['responses'][200]['content']['application/json'];
type EventPage = ApiPaths['/api/v1/executions/{id}/events']['get']['responses'][200]['content']['application/json'];

/** An event, discriminated by `type`. */
export type ApiEvent = ApiSchema<'ExecutionEvent'>;

/** Starts a blueprint and gives its snapshot once it has ended. Rejects for every answer that is no success. */
export async function runBlueprint(url: string, start: Start): Promise<Snapshot> {
  const { execution_id } = await json<Started>(`${url}/api/v1/executions`, {
    method: 'POST',
    body: JSON.stringify(start),
  });
  for (;;) {
    const snapshot = await json<Snapshot>(`${url}/api/v1/executions/${execution_id}`);
    if (snapshot.ended_at !== null) return snapshot;
  }
}

/** How long each node run took, in ms, by path. */
export async function durations(url: string, executionId: string): Promise<Readonly<Record<string, number>>> {
  const { data } = await json<EventPage>(`${url}/api/v1/executions/${executionId}/events?limit=1000`);
  const ends = data.flatMap((event) =>
    event.type === 'node.completed' ? [[event.path ?? '', event.data.duration_ms] as const] : [],
  );
  return Object.fromEntries(ends);
}

async function json<Body>(url: string, init: RequestInit = {}): Promise<Body> {
  const response = await fetch(url, { ...init, headers: { 'content-type': 'application/json' } });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as Body;
}
