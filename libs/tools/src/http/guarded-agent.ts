/** Connections to the public internet only. The addresses that are judged are the very ones that the socket is then connected to: a
 *  name that resolves differently a moment later (rebinding) gains nothing. Proxy variables of the environment are not read. */
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import type { Agent, buildConnector } from 'undici';
import { isPublicAddress } from './address-policy.js';
import { insideReason } from './destination.js';
import { urlNotAllowed } from './http-failure.js';
import { loadUndici } from './load-undici.js';

/** Resolves a name to all of its addresses; Node's own `dns.lookup` unless a test gives another. */
export type ResolveName = (
  hostname: string,
  options: { readonly all: true },
  callback: (error: Error | null, addresses: readonly LookupAddress[]) => void,
) => void;

const connectTimeoutMs = 10_000;
const connectionsPerOrigin = 64;

/** An agent that refuses, with `url-not-allowed`, every connection to an address that is not public. */
export function createGuardedAgent(resolve: ResolveName = systemLookup): Agent {
  const connect = loadUndici().buildConnector({ timeout: connectTimeoutMs, lookup: guardedLookup(resolve) });
  return createAgent((options, callback) => {
    const host = options.hostname.replace(/^\[|\]$/g, '');
    // A literal address is connected to without a lookup.
    if (isIP(host) !== 0 && !isPublicAddress(host)) callback(refusal(host), null);
    else connect(options, (...result) => callback(...checkPeer(host, result)));
  });
}

/** An agent for destinations that the operator vouches for. */
export function createOpenAgent(): Agent {
  return createAgent(loadUndici().buildConnector({ timeout: connectTimeoutMs }));
}

/** The deadline of a call is kept by its signal, so the agent's own timeouts are off. */
function createAgent(connect: buildConnector.connector): Agent {
  const { Agent: AgentOf } = loadUndici();
  return new AgentOf({ connect, connections: connectionsPerOrigin, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
}

/** A lookup that fails when any address of a name is not public: one good address does not excuse a bad one. */
export function guardedLookup(resolve: ResolveName): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) callback(error ?? notFound(hostname), '', 0);
      else if (!addresses.every(({ address }) => isPublicAddress(address))) callback(refusal(hostname), '', 0);
      else if (options.all) callback(null, [...addresses]);
      else callback(null, first.address, first.family);
    });
  };
}

type Connected = [null, Socket] | [Error, null];

/** Nothing but this agent decides where a socket leads; should the platform ever connect elsewhere, the socket is closed unused. */
function checkPeer(host: string, [error, socket]: Connected): Connected {
  if (error) return [error, null];
  if (isPublicAddress(socket.remoteAddress ?? '')) return [null, socket];
  socket.destroy();
  return [refusal(host), null];
}

function refusal(host: string): Error {
  return urlNotAllowed(host, insideReason);
}

function notFound(hostname: string): Error {
  return Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' });
}
