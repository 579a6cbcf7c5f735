/** The monitors of one execution: conditions that are looked at after every recorded turn. Each fires once. */
import type { CompiledBlueprint, Failure, JsonObject, OpenSignal } from '@ice/core';
import { evaluateTemplate } from '../evaluate-field.js';
import type { FrameScope } from '../frame/frame-scope.js';

type Monitor = CompiledBlueprint['monitors'][number];

/** A monitor whose condition has become true, or that cannot be judged. */
export type Fired =
  | { readonly ok: true; readonly monitor: Monitor; readonly message: string }
  | { readonly ok: false; readonly monitor: Monitor; readonly failure: Failure };

/** Keeps which monitors have fired. */
export class Monitors {
  private readonly quiet: Set<Monitor>;

  constructor(monitors: CompiledBlueprint['monitors']) {
    this.quiet = new Set(monitors);
  }

  get isDone(): boolean {
    return this.quiet.size === 0;
  }

  /** The journal says that this one has fired. */
  silence(index: number): void {
    for (const monitor of this.quiet) if (monitor.index === index) this.quiet.delete(monitor);
  }

  /** What fires now, in document order. `facts` is what `execution` means to a monitor. */
  look(scope: FrameScope, facts: JsonObject): readonly Fired[] {
    const fired = [...this.quiet].flatMap((monitor) => judge(monitor, scope, facts) ?? []);
    for (const { monitor } of fired) this.quiet.delete(monitor);
    return fired;
  }
}

function judge(monitor: Monitor, scope: FrameScope, execution: JsonObject): Fired | null {
  const when = evaluateTemplate(monitor.when, scope.at(null, { execution }), 'when');
  if (!when.ok) return { ok: false, monitor, failure: when.failure };
  if (when.value !== true) return null;
  const message = evaluateTemplate(monitor.message, scope.at(null, { execution }), 'message');
  if (!message.ok) return { ok: false, monitor, failure: message.failure };
  const text = typeof message.value === 'string' ? message.value : JSON.stringify(message.value);
  return { ok: true, monitor, message: text };
}

/** The question of a monitor that pauses: whether to go on. */
export function pauseSignal(signal_id: string, index: number, prompt: string): OpenSignal {
  const answer_schema = { enum: ['resume', 'cancel'] };
  return { signal_id, kind: 'pause', path: `monitors[${index}]`, prompt, answer_schema, expires_at: null };
}
