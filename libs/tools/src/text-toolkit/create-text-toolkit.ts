/** The toolkit *text*: long texts made fit for models. Nothing in it is configured. */
import type { Toolkit } from '@ice/core';
import { defineToolkit } from '../toolkit.js';
import { textChunk } from './text-chunk.js';

/** Makes the toolkit. */
export function createTextToolkit(): Toolkit {
  return defineToolkit({ name: 'text', description: 'Cutting long texts.', tools: [textChunk] });
}
