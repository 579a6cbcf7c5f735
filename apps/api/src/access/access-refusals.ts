/** How access is refused. Whoever is not known is told the same whatever it was that he sent: which keys there are is nobody's business. */
import { ProblemException } from '../http/problem/problem-exception.js';
import type { Scope } from './caller.js';

const challenge = { 'www-authenticate': 'Bearer realm="iceOS"' };

/** 401, for a key that is missing, malformed, unknown, expired or revoked. */
export function unauthenticated(detail = 'This needs a key that is known here.'): ProblemException {
  return new ProblemException('unauthenticated', detail, { headers: challenge });
}

/** 401, for a secret in a URL. */
export function secretInUrl(name: string): ProblemException {
  return unauthenticated(`A secret never stands in the URL; ?${name}= is not read.`);
}

/** 403, for a key without the scope. */
export function scopeMissing(scope: Scope): ProblemException {
  return forbidden(`This needs the scope ${scope}.`, `Use a key with the scope ${scope}.`);
}

/** 403. */
export function forbidden(detail: string, hint?: string): ProblemException {
  return new ProblemException('forbidden', detail, hint === undefined ? {} : { hint });
}
