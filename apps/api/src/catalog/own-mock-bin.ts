/** The mock HTTP bin of this process: in test mode blueprints post to `mock://bin/…`, and `/mock-bin` shows what arrived. */
import type { OnApplicationShutdown } from '@nestjs/common';
import type { Clock } from '@ice/core';
import { MockBinStore, startMockBin, type MockBin } from '@ice/tools';
import type { AppConfig } from '../config/app-config.js';

/** See the head of this file. */
export class OwnMockBin implements OnApplicationShutdown {
  private constructor(
    /** What was posted; null outside of test mode. */
    readonly store: MockBinStore | null,
    private readonly server: MockBin | null,
  ) {}

  /** Starts the bin on a free loopback port, in test mode only. */
  static async start({ testMode }: AppConfig, clock: Clock): Promise<OwnMockBin> {
    if (!testMode) return new OwnMockBin(null, null);
    const store = new MockBinStore();
    return new OwnMockBin(store, await startMockBin({ store, now: () => clock.now() }));
  }

  /** Where it listens, or undefined when there is none. */
  get url(): string | undefined {
    return this.server?.url;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.server?.close();
  }
}
