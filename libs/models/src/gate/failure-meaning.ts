/** What the failure of one call says about its provider, as data: whether it is to be left alone, and whether it works at all. Pure. */
import type { Failure } from '@ice/core';

/** The provider does not work. Other codes are about the key, the account or the request: they say nothing about other calls. */
const faults: readonly string[] = ['model-unavailable', 'model-overloaded', 'timeout', 'model-response-invalid'];

/** The provider asks everybody to wait. */
const pleas: readonly string[] = ['model-rate-limited', 'model-overloaded'];

/** Longest pause that a provider can ask for, in ms: what it says beyond that is looked at again then. */
const longestPauseMs = 60_000;

/** The pause where the provider does not say for how long, in ms. */
const shortPauseMs = 1_000;

/** True where the failure counts against the provider. */
export function isProviderFault({ code }: Failure): boolean {
  return faults.includes(code);
}

/** For how long nobody should ask the provider after this failure, in ms; 0 = no pause. */
export function pauseMsAfter({ code, retry_after_ms = shortPauseMs }: Failure): number {
  return pleas.includes(code) ? Math.min(retry_after_ms, longestPauseMs) : 0;
}
