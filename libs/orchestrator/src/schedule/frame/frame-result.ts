/** What a frame gives once all its runs have settled: its declared output, or that of its sinks. */
import { isJsonObject, type JsonValue } from '@ice/core';
import { evaluateTemplate } from '../evaluate-field.js';
import type { Frame, FrameResult } from './frame.js';

/** The result of a settled frame. An unhandled failure inside it comes first. */
export function frameResult(frame: Frame): FrameResult {
  if (frame.failure) return { ok: false, failure: frame.failure };
  const { output } = frame.plan.block;
  if (!output) return { ok: true, output: sinkOutput(frame) };
  const evaluated = evaluateTemplate(output, frame.scope.at(null), 'output');
  if (evaluated.ok) return { ok: true, output: evaluated.value };
  return { ok: false, failure: { ...evaluated.failure, code: 'output-failed' } };
}

function sinkOutput(frame: Frame): JsonValue {
  const sinks = frame.plan.block.sinks.map((index) => frame.runs[index]);
  const [only] = sinks;
  if (sinks.length === 1 && only) return only.output;
  return outputsById(frame);
}

/** The outputs of a frame's sinks by node id. */
export function outputsById(frame: Frame): Readonly<Record<string, JsonValue>> {
  const entries = frame.plan.block.sinks.flatMap((index) => {
    const run = frame.runs[index];
    return run ? [[run.plan.node.id, run.output] as const] : [];
  });
  const outputs: JsonValue = Object.fromEntries(entries);
  return isJsonObject(outputs) ? outputs : {};
}
