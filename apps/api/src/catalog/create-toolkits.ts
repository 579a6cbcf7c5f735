/** The built-in toolkits, configured for this process. */
import type { Toolkit } from '@ice/core';
import { createCommonToolkit, createEcommerceToolkit } from '@ice/tools';
import type { AppConfig } from '../config/app-config.js';
import type { OwnMockBin } from './own-mock-bin.js';

/** The toolkits. @throws IceError `validation-failed` for an allow list that names no host and port. */
export function createToolkits(config: AppConfig, bin: OwnMockBin): readonly Toolkit[] {
  const http = { allow: config.httpToolAllow, mockBinUrl: () => bin.url };
  return [createCommonToolkit({ filesDirectories: config.filesDirs, http }), createEcommerceToolkit({ http })];
}
