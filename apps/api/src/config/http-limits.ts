/** The bounds of the HTTP server as they are outside of tests. */
import { DEFAULT_JSON_LIMITS } from '../http/json/json-limits.js';
import type { HttpLimits } from './app-config.js';

/** See `HttpLimits`. */
export const defaultHttpLimits: HttpLimits = Object.freeze({
  maxBodyBytes: 1_048_576,
  maxHeaderBytes: 8_192,
  // Paths of node runs are the longest: eight levels of ids and indices.
  maxParamLength: 1_000,
  requestTimeoutMs: 30_000,
  headersTimeoutMs: 10_000,
  idleTimeoutMs: 10_000,
  timeoutCheckMs: 500,
  // Container runtimes kill after 10 s.
  shutdownGraceMs: 5_000,
  json: Object.freeze({ ...DEFAULT_JSON_LIMITS }),
});
