/** Written by `npm run schemas` out of the schemas of the tools; a test tells when it is stale. Types only. */
import type { CommonTools } from './common-tools.js';
import type { EcommerceTools } from './ecommerce-tools.js';
import type { MemoryTools } from './memory-tools.js';
import type { TextTools } from './text-tools.js';

/** Every tool that a server has without further configuration. */
export interface BuiltInTools extends CommonTools, EcommerceTools, MemoryTools, TextTools {}
