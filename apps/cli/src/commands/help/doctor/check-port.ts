/** Looks whether a server could listen where it is to listen. One of iceOS that listens there already is no fault. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { failed, passed, type Check } from './check.js';

const patienceMs = 2_000;

/** Where a server is to listen. */
export interface Address {
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
}

/** See the head of this file. */
export async function checkPort({ host, port }: Address): Promise<Check> {
  if (port === 0) return passed('port', 'any free one');
  const code = await listenError({ host, port });
  if (code === null) return passed('port', `${port} is free`);
  if (code === 'EADDRINUSE' && (await isIce({ host, port }))) return passed('port', `iceOS runs on ${port} already`);
  if (code === 'EADDRINUSE') return failed('port', `${port} is taken by another program`, 'Set PORT to another one.');
  return failed(
    'port',
    `Nobody can listen on ${host}:${port} (${code})`,
    'Set HOST and PORT to an address of your own.',
  );
}

/** The system's name for why not, or null. */
async function listenError({ host, port }: Address): Promise<string | null> {
  const server = createServer();
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
    return null;
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code ?? 'unknown';
  } finally {
    server.close();
  }
}

async function isIce({ host, port }: Address): Promise<boolean> {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  try {
    const answer = await fetch(`http://${name}:${port}/health`, { signal: AbortSignal.timeout(patienceMs) });
    return ((await answer.json()) as { readonly status?: unknown }).status === 'ok';
  } catch {
    return false;
  }
}
