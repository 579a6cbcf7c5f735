/** A provider behind a gate that all its sessions share. */
import type { Clock } from '@ice/core';
import type { ModelProvider } from '../registry/model-registry.js';
import { GatedModel } from './gated-model.js';
import { ProviderGate, type GateLimits } from './provider-gate.js';

/** Whose gate it is, and what it lets out. */
export interface GatedProviderOptions {
  readonly provider: string;
  /** For people. */
  readonly title: string;
  readonly clock: Clock;
  /** Default: 32 calls at a time, at any rate. */
  readonly limits?: GateLimits;
}

/** The same provider behind a gate of its own, which lives as long as what is given here: call it once in a process. */
export function gatedProvider({ limits, ...place }: GatedProviderOptions, open: ModelProvider): ModelProvider {
  const gate = new ProviderGate({ ...place, ...limits });
  return (prices) => new GatedModel(open(prices), gate);
}
