/** Reads `ICE_MCP_SERVERS`: the door's own JSON guard first, so that a key that is there twice is refused and not ignored. Nothing of the
 *  text is repeated: it holds tokens. */
import { readMcpServers, type McpServerConfig } from '@ice/tools';
import { parseJsonBody } from '../http/json/parse-json-body.js';
import { accepted, refused, type Reading } from './config-variable.js';

/** The servers; none for an empty text. */
export function readMcpServersSetting(text: string): Reading<readonly McpServerConfig[]> {
  if (text === '') return accepted([]);
  const body = parseJsonBody(Buffer.from(text, 'utf8'));
  if (body.ok) return readMcpServers(body.value);
  return refused(`it is no JSON object of servers by name (${body.problem.code})`);
}
