/** Makes the AsyncAPI 3.1 document of `ice.stream.v1`: what a client may say on the socket, what the server says, and how it hangs up. The
 *  frames of clients come from the schemas that judge them, events and snapshots from core. */
import type { OpenApiSchema } from './open-api-schema.js';
import { apiVersion } from './create-document.js';
import { streamCloseCodes } from './stream-close-codes.js';
import { clientMessages, serverMessages, streamSchemas, type StreamMessage } from './stream-messages.js';

const protocol = 'ice.stream.v1';

/** The document. The same every time. */
export function asyncApiDocument(): object {
  return {
    asyncapi: '3.1.0',
    info: {
      title: 'iceOS event stream',
      version: apiVersion,
      description: `Watching executions over WebSocket, sub-protocol \`${protocol}\`. Commands are REST: see /openapi.json.`,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    servers: { local: { host: '127.0.0.1:8000', protocol: 'ws', description: 'A server with its defaults.' } },
    channels: channels(),
    operations: operations(),
    components: { messages: messages(), schemas: streamSchemas() },
  };
}

/** Both places speak the same protocol. */
function channels(): object {
  const names = [...Object.keys(clientMessages()), ...Object.keys(serverMessages())];
  const shared = {
    messages: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
    bindings: { ws: { method: 'GET', bindingVersion: '0.1.0' } },
    'x-sub-protocol': protocol,
    'x-close-codes': streamCloseCodes,
  };
  return {
    stream: { address: '/api/v1/stream', summary: 'Several executions, or executions at large.', ...shared },
    execution: {
      address: '/ws/executions/{execution_id}',
      summary: 'One execution, subscribed to from the start under its id.',
      parameters: { execution_id: { description: 'The execution.', examples: ['ex_01JD2X8Q4N6T9VZK3R5M7P0W1B'] } },
      ...shared,
    },
  };
}

/** From where the server stands: it receives what clients say. */
function operations(): object {
  const of = (action: 'receive' | 'send', channel: string, names: readonly string[]): object => ({
    action,
    channel: { $ref: `#/channels/${channel}` },
    messages: names.map((name) => ({ $ref: `#/channels/${channel}/messages/${name}` })),
  });
  const [heard, said] = [Object.keys(clientMessages()), Object.keys(serverMessages())];
  return {
    receiveStreamFrames: of('receive', 'stream', heard),
    sendStreamFrames: of('send', 'stream', said),
    receiveExecutionFrames: of('receive', 'execution', heard),
    sendExecutionFrames: of('send', 'execution', said),
  };
}

function messages(): Readonly<Record<string, object>> {
  return Object.fromEntries(
    Object.entries({ ...clientMessages(), ...serverMessages() }).map(([name, message]) => [name, shown(name, message)]),
  );
}

function shown(name: string, { summary, payload, examples }: StreamMessage): OpenApiSchema {
  return { name, summary, payload, examples: examples.map((example) => ({ payload: example })) };
}
