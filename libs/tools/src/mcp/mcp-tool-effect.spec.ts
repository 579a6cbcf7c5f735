import { expect, it } from '@jest/globals';
import { mcpToolEffect, type McpToolHints } from './mcp-tool-effect.js';

it.each<readonly [McpToolHints | undefined, string]>([
  [undefined, 'at_most_once'],
  [{}, 'at_most_once'],
  [{ readOnlyHint: false, idempotentHint: false }, 'at_most_once'],
  [{ idempotentHint: true }, 'idempotent'],
  [{ readOnlyHint: true }, 'pure'],
  [{ readOnlyHint: true, idempotentHint: false }, 'pure'],
])('the hints %j mean the effect %s', (hints, effect) => {
  expect(mcpToolEffect(hints)).toBe(effect);
});
