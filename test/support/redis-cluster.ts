/** A real Redis Cluster for tests: three masters, no replicas, all slots. */
import { Redis } from 'ioredis';
import { freePort, RedisServer } from './redis-server.js';

const slots = 16_384;

/** One master. */
interface ClusterNode {
  readonly server: RedisServer;
  readonly busPort: number;
}

/** A running Cluster. */
export class RedisCluster {
  private constructor(private readonly nodes: readonly ClusterNode[]) {}

  /** Starts one and waits until all of its nodes know all slots. */
  static async start(): Promise<RedisCluster> {
    const nodes = await Promise.all([startNode(), startNode(), startNode()]);
    await join(nodes);
    return new RedisCluster(nodes);
  }

  /** The addresses of all nodes. */
  get url(): string {
    return this.nodes.map(({ server }) => server.url).join(',');
  }

  /** Ends what was started. */
  async stop(): Promise<void> {
    await Promise.all(this.nodes.map(({ server }) => server.stop()));
  }
}

async function startNode(): Promise<ClusterNode> {
  const busPort = await freePort();
  const args = ['--cluster-enabled', 'yes', '--cluster-port', `${busPort}`, '--save', '', '--appendonly', 'no'];
  return { server: await RedisServer.start({ isPrivate: true, args }), busPort };
}

/** Every node takes its part of the slots and meets the first one; then all wait until they agree. */
async function join(nodes: readonly ClusterNode[]): Promise<void> {
  const clients = nodes.map(({ server }) => new Redis(server.url, { disconnectTimeout: 100 }));
  const part = Math.ceil(slots / nodes.length);
  for (const [place, client] of clients.entries()) {
    const last = Math.min(slots, (place + 1) * part) - 1;
    await client.call('CLUSTER', 'ADDSLOTSRANGE', place * part, last);
    await client.call('CLUSTER', 'MEET', '127.0.0.1', new URL(nodes[0]!.server.url).port, nodes[0]!.busPort);
  }
  for (const client of clients) {
    while (!String(await client.call('CLUSTER', 'INFO')).includes(`cluster_state:ok`))
      await new Promise((resolve) => setTimeout(resolve, 50));
    client.disconnect();
  }
}
