/** What a server answered, as the output of a node. The answer is judged before anyone sees it. */
import { compileSchema, FailureError, type JsonObject, type JsonValue } from '@ice/core';
import type { CallToolResult } from '@modelcontextprotocol/client';
import { deepFreeze } from '../json/deep-freeze.js';
import { issuesInOneLine } from '../json/describe-issues.js';
import { findUnfit } from '../json/find-unfit.js';
import type { ListedTool } from './listed-tool.js';
import { maxServerWords, type FaultTeller } from './mcp-fault.js';

/** The output of tools whose servers promise no structure. */
export const plainOutput: JsonObject = deepFreeze({
  type: 'object',
  properties: {
    text: { type: 'string', description: 'The texts of the answer, a line end between them.' },
    content: {
      type: 'array',
      description: 'The answer as the server gave it: texts, images, sound, resources.',
      items: { type: 'object', properties: { type: { type: 'string' } }, required: ['type'] },
    },
  },
  required: ['text', 'content'],
  additionalProperties: false,
});

/** The output. @throws FailureError `tool-failed` where the server says so, `tool-output-invalid` for what does not fit */
export function outputOf(result: CallToolResult, tool: ListedTool, name: string, teller: FaultTeller): JsonValue {
  if (result.isError === true) throw failed(result, name, teller);
  const output = tool.outputSchema === null ? plain(result) : structured(result, tool.outputSchema, name);
  const unfit = findUnfit(output);
  if (unfit) throw doesNotFit(name, [{ pointer: unfit.pointer, message: unfit.problem }]);
  return output;
}

function plain({ content }: CallToolResult): JsonValue {
  return { text: textOf(content), content: content as unknown as JsonValue };
}

function structured({ structuredContent }: CallToolResult, schema: JsonObject, name: string): JsonValue {
  if (structuredContent === undefined) throw doesNotFit(name, [{ pointer: '', message: 'no structured content' }]);
  const output = structuredContent as JsonValue;
  const issues = compileSchema(schema)(output).map(({ pointer, message }) => ({ pointer, message }));
  if (issues.length > 0) throw doesNotFit(name, issues);
  return output;
}

function textOf(content: CallToolResult['content']): string {
  return content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n');
}

function failed({ content }: CallToolResult, name: string, { server, show }: FaultTeller): FailureError {
  const words = show(textOf(content), maxServerWords) || `${name} failed and did not say why.`;
  return new FailureError('tool-failed', words, { evidence: { server } });
}

function doesNotFit(
  name: string,
  issues: readonly { readonly pointer: string; readonly message: string }[],
): FailureError {
  return new FailureError('tool-output-invalid', `The result of ${name} does not fit: ${issuesInOneLine(issues)}.`, {
    evidence: { issues: issues.map((issue) => ({ ...issue })) },
  });
}
