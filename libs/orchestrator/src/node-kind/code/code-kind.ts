/** `code`: runs the author's program on its rendered inputs, in the sandbox and nowhere else. The time that it waits there for its turn
 *  is not the program's, so the sandbox keeps its time (`selfTimed`). */
import { codeMemoryBytes, defaultTimeoutMs, type CodeNode, type JsonObject } from '@ice/core';
import type { LeafKind } from '../../run/attempt/leaf-kind.js';
import { maxOutputBytes } from '../../run/attempt/make-attempt.js';
import { evaluateField } from '../../schedule/evaluate-field.js';

/** The code kind. */
export const codeKind: LeafKind = {
  resolve(run) {
    const inputs = evaluateField(run, 'inputs');
    return inputs.ok && inputs.value === null ? { ok: true, value: {} } : inputs;
  },

  execute(context) {
    const { source } = context.node.node as CodeNode;
    return context.means.sandbox.run({
      source,
      inputs: context.input as JsonObject,
      timeoutMs: context.timeoutMs ?? defaultTimeoutMs.code,
      memoryBytes: codeMemoryBytes,
      maxOutputBytes,
      signal: context.signal,
    });
  },
};
