/** Injects the relay of attempts: an `AttemptRelay`, or null where this process makes all its attempts itself. */
export const ATTEMPT_RELAY = Symbol('ATTEMPT_RELAY');
