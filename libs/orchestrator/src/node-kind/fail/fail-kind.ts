/** `fail`: raises the failure that its author named. */
import type { FailNode, JsonObject } from '@ice/core';
import type { LeafKind } from '../../run/attempt/leaf-kind.js';
import { evaluateField } from '../../schedule/evaluate-field.js';

/** The fail kind. */
export const failKind: LeafKind = {
  resolve(run) {
    const message = evaluateField(run, 'message');
    return message.ok ? { ok: true, value: { message: message.value } } : message;
  },

  execute(context) {
    const { code } = context.node.node as FailNode;
    const { message } = context.input as JsonObject;
    const text = typeof message === 'string' ? message : JSON.stringify(message);
    return Promise.resolve({ ok: false, failure: { code, message: text, retryable: false } });
  },
};
