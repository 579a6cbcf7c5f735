/** The body of an answer in the type that core has for it. The OpenAPI document describes the same in words of its own, or not at all. */
import type { HttpAnswer } from './api-request.js';

/** @typeParam T not checked: the server of this version says it. */
export function bodyAs<T>({ body }: HttpAnswer<unknown>): T {
  return body as T;
}
