/** The tool SDK, the built-in toolkits and the mock bin. What is not exported here is nobody else's business. */
export { createCommonToolkit, type CommonToolkitOptions } from './common-toolkit/create-common-toolkit.js';
export { defaultCsvLimits, type CsvLimits } from './csv/csv-limits.js';
export {
  defineTool,
  toolNamePattern,
  type RunTool,
  type ToolExample,
  type ToolFacts,
  type ToolOptions,
  type ToolResult,
} from './define-tool.js';
export { listingAgent } from './ecommerce-toolkit/blueprints/listing-agent.js';
export { titleDescriptionGenerator } from './ecommerce-toolkit/blueprints/title-description-generator.js';
export { createMemoryToolkit, type MemoryToolkitOptions } from './memory-toolkit/create-memory-toolkit.js';
export type { MemoryPort } from './memory-toolkit/memory-port.js';
export { createTextToolkit } from './text-toolkit/create-text-toolkit.js';
export { createEcommerceToolkit, type EcommerceToolkitOptions } from './ecommerce-toolkit/create-ecommerce-toolkit.js';
export type { ResolveName } from './http/guarded-agent.js';
export type { HttpToolOptions } from './http/http-client.js';
export { answerBinRequest, type BinAnswer, type BinRequest } from './mock-bin/answer-bin-request.js';
export { attachMcpServers, type AttachedMcpServers, type AttachOptions } from './mcp/attach-mcp-servers.js';
export type { McpHttpServer, McpServerConfig, McpStdioServer } from './mcp/mcp-server-config.js';
export { readMcpServers, type McpServersReading } from './mcp/read-mcp-servers.js';
export { listingIdOf } from './mock-bin/listing-id.js';
export {
  binNamePattern,
  MockBinStore,
  type MockBinAnswer,
  type MockBinEntry,
  type MockBinSummary,
} from './mock-bin/mock-bin-store.js';
export { startMockBin, type MockBin, type MockBinOptions, type RoutedPath } from './mock-bin/start-mock-bin.js';
export { runTool, standaloneContext } from './run-tool.js';
export { ToolRegistry } from './tool-registry.js';
export { defineToolkit } from './toolkit.js';
