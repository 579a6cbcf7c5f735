/** The one connection of a command: made when it is first asked for, closed by the frame. Everything goes through the client, whether the
 *  API is far away or in this process: there is one path. */
import { CliError, usageError } from '../command/cli-error.js';
import type { Connection } from '../command/command.js';
import type { Surroundings } from '../command/surroundings.js';
import type { LocalServer } from './local-server.js';

/** What decides where to connect to. */
export interface ConnectionOptions {
  readonly env: Surroundings['env'];
  readonly cwd: string;
  /** `--remote`; wins over ICE_URL. */
  readonly remote: string | null;
  /** `--data-dir`; wins over ICE_DATA_DIR. */
  readonly dataDir: string | null;
  /** True where a local API is to be a worker too. */
  readonly runsExecutions: boolean;
}

/** See the head of this file. */
export class ConnectionHolder {
  private connection: Promise<Connection> | null = null;
  private server: LocalServer | null = null;

  constructor(private readonly options: ConnectionOptions) {}

  /** The same at each call. @throws CliError where the address is none; ConfigError where a setting cannot be used. */
  connect(): Promise<Connection> {
    return (this.connection ??= this.open());
  }

  /** Ends what was started in this process. What could not be opened needs no end. */
  async close(): Promise<void> {
    await this.connection?.catch(() => undefined);
    await this.server?.close();
  }

  private async open(): Promise<Connection> {
    const { remote, dataDir } = this.options;
    const address = remoteOf(this.options);
    if (remote !== null && dataDir !== null)
      throw usageError('--remote and --data-dir cannot go together: a remote server has its own data.');
    return address ? this.openRemote(addressOf(address)) : this.openLocal();
  }

  private async openRemote(url: string): Promise<Connection> {
    const { IceClient } = await import('@ice/client');
    const { env, remote } = this.options;
    const flags = remote === null ? '' : ` --remote ${url}`;
    return { client: new IceClient(clientOptions(url, env)), url, isLocal: false, answers: null, flags };
  }

  private async openLocal(): Promise<Connection> {
    const [{ startLocalServer }, { IceClient }] = await Promise.all([
      import('./local-server.js'),
      import('@ice/client'),
    ]);
    const { env, dataDir } = this.options;
    const server = await startLocalServer(this.options);
    this.server = server;
    const { url, answers } = server;
    // ICE_API_KEY may well be that of a server: it is sent only where this data directory wants one.
    const client = new IceClient(clientOptions(url, (await server.isKeyless()) ? {} : env));
    return { client, url, isLocal: true, answers, flags: dataDir === null ? '' : ` --data-dir ${dataDir}` };
  }
}

/** The server that is meant, as it was given; null = the API in this process. */
export function remoteOf({
  env,
  remote,
  dataDir,
}: Pick<ConnectionOptions, 'env' | 'remote' | 'dataDir'>): string | null {
  return remote ?? (dataDir === null ? env['ICE_URL']?.trim() || null : null);
}

function clientOptions(url: string, env: Surroundings['env']): { url: string; apiKey?: string } {
  const apiKey = env['ICE_API_KEY']?.trim();
  return { url, ...(apiKey && { apiKey }) };
}

/** Without a slash at its end. */
function addressOf(text: string): string {
  if (!/^https?:\/\/[^/?#\s]+/.test(text) || !URL.canParse(text)) {
    throw new CliError(`${text.slice(0, 200)} is no address of a server.`, {
      exitCode: 2,
      code: 'usage',
      hint: 'Give the whole address, such as --remote http://127.0.0.1:8000',
    });
  }
  return text.replace(/\/+$/, '');
}
