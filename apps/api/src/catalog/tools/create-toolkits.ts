/** The toolkits of this process: the built-in ones, configured, those of attached MCP servers, and those of plugins. */
import type { MemoryRepository, Tenant, Toolkit } from '@ice/core';
import { createCommonToolkit, createEcommerceToolkit, createMemoryToolkit, createTextToolkit } from '@ice/tools';
import type { AppConfig } from '../../config/app-config.js';
import type { PluginCatalog } from '../../plugins/plugin-catalog.js';
import type { OperatorsMcpServers } from './operators-mcp-servers.js';
import type { OwnMockBin } from './own-mock-bin.js';

/** The toolkits. @throws IceError `validation-failed` for an allow list that names no host and port; ConfigError for a tool of a plugin
 *  whose name is taken. */
export function createToolkits(
  config: AppConfig,
  bin: OwnMockBin,
  mcp: OperatorsMcpServers,
  memory: MemoryRepository,
  plugins: Pick<PluginCatalog, 'toolkitsBeside'>,
): readonly Toolkit[] {
  const http = { allow: config.httpToolAllow, mockBinUrl: (tenant: Tenant | null) => bin.urlFor(tenant) };
  const others = [
    createCommonToolkit({ filesDirectories: config.filesDirs, http }),
    createEcommerceToolkit({ http }),
    createMemoryToolkit({ memory }),
    createTextToolkit(),
    ...mcp.toolkits,
  ];
  return [...others, ...plugins.toolkitsBeside(others)];
}
