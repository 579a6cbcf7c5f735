// A shop on loopback that takes listings and gives each an id: where the seller assistant may post when nothing is made up, and nothing
// shall go to a real shop.
import { createServer } from 'node:http';

/**
 * Starts it on a free port.
 * @returns {Promise<{address: string, count: () => number, close: () => Promise<void>}>} `address` is host:port
 */
export async function startListingShop() {
  let count = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      count += 1;
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ listing_id: `live-${count}` }));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { address: `127.0.0.1:${port}`, count: () => count, close };
}
