/** Tells addresses that only this machine reaches from all others. */

const loopback = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/** True for a loopback address and for `localhost`. */
export function isLoopback(host: string): boolean {
  return loopback.test(host);
}
