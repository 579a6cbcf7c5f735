// The outside world: an HTTP server that notes every call with its idempotency key. It lives in this process, so no kill reaches it.
import { createServer } from 'node:http';

/** Notes calls. */
export class EffectLedger {
  /** Subject (execution's own number and node) to the idempotency keys of its calls, in order. @type {Map<string, string[]>} */
  calls = new Map();
  #server;

  /** @param {import('node:http').Server} server */
  constructor(server) {
    this.#server = server;
  }

  static async open() {
    const server = createServer();
    const ledger = new EffectLedger(server);
    server.on('request', (request, response) => {
      const subject = decodeURIComponent((request.url ?? '').slice(1));
      const key = String(request.headers['idempotency-key'] ?? '');
      ledger.calls.set(subject, [...(ledger.calls.get(subject) ?? []), key]);
      request.resume();
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ subject }));
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
    return ledger;
  }

  /** `host:port`. */
  get address() {
    const { port } = /** @type {import('node:net').AddressInfo} */ (this.#server.address());
    return `127.0.0.1:${port}`;
  }

  async close() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
