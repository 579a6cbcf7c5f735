/** Metrics of the process itself: memory, processor, the lag of the event loop. They belong to the process and not to an application in
 *  it, so there is one registry of them, made when it is first asked for: what watches the event loop never ends. */
import { collectDefaultMetrics, Registry } from 'prom-client';

let registry: Registry | null = null;

/** They count from the first call on. */
export function processMetrics(): Registry {
  if (registry) return registry;
  registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
