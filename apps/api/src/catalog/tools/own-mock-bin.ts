/** The mock HTTP bin of this process: in test mode blueprints post to `mock://bin/…`, and `/mock-bin` shows what arrived. Each organisation
 *  has bins of its own; nobody sees or fills those of others. */
import type { OnApplicationShutdown } from '@nestjs/common';
import { defaultTenant, type Clock, type Tenant } from '@ice/core';
import { MockBinStore, startMockBin, type MockBin, type RoutedPath } from '@ice/tools';
import type { AppConfig } from '../../config/app-config.js';

/** See the head of this file. */
export class OwnMockBin implements OnApplicationShutdown {
  private readonly stores = new Map<Tenant, MockBinStore>();
  private server: MockBin | null = null;

  private constructor() {}

  /** Starts the bin on a free loopback port, in test mode only. */
  static async start({ testMode }: AppConfig, clock: Clock): Promise<OwnMockBin> {
    const bin = new OwnMockBin();
    if (testMode) bin.server = await startMockBin({ route: (path) => bin.route(path), now: () => clock.now() });
    return bin;
  }

  /** What was posted by executions of a tenant; null outside of test mode. */
  storeOf(tenant: Tenant): MockBinStore | null {
    if (this.server === null) return null;
    const store = this.stores.get(tenant) ?? new MockBinStore();
    this.stores.set(tenant, store);
    return store;
  }

  /** Where the bins of a tenant are, or undefined when there are none. Null: of whoever it may be, for the compiler, which posts nothing. */
  urlFor(tenant: Tenant | null): string | undefined {
    if (this.server === null) return undefined;
    if (tenant !== null) this.storeOf(tenant);
    return `${this.server.url}/${tenant ?? defaultTenant}`;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.server?.close();
  }

  /** `/<tenant>/…`. Only bins whose address was given before are there: a request makes none. */
  private route(path: string): RoutedPath | undefined {
    const [, tenant = '', rest = '/'] = /^\/([^/]+)(\/.*)?$/.exec(path) ?? [];
    const store = this.stores.get(tenant);
    return store && { store, path: rest };
  }
}
