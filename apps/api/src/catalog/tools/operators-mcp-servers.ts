/** The MCP servers of the operator: attached before the server listens, let go of when the last attempt has ended. */
import type { OnApplicationShutdown } from '@nestjs/common';
import type { Toolkit } from '@ice/core';
import { attachMcpServers, type AttachedMcpServers } from '@ice/tools';
import type { AppConfig } from '../../config/app-config.js';
import { processEnvironment } from '../../config/process-environment.js';
import { apiVersion } from '../../docs/create-document.js';
import type { Logger } from '../../logging/create-logger.js';

/** See the head of this file. */
export class OperatorsMcpServers implements OnApplicationShutdown {
  private constructor(private readonly attached: AttachedMcpServers) {}

  /** Attaches them. @throws IceError `mcp-unavailable` when one that is not optional cannot be used */
  static async attach({ mcpServers }: AppConfig, logger: Logger): Promise<OperatorsMcpServers> {
    const { PATH = '', HOME = '' } = mcpServers.length === 0 ? {} : processEnvironment();
    const warn = (sentence: string): void => logger.warn(sentence);
    return new OperatorsMcpServers(
      await attachMcpServers(mcpServers, { environment: { PATH, HOME }, version: apiVersion, warn }),
    );
  }

  /** Their tools. */
  get toolkits(): readonly Toolkit[] {
    return this.attached.toolkits;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.attached.close();
  }
}
