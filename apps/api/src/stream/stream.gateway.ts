/**
 * The gateway of the event stream, `ice.stream.v1`, at `/api/v1/stream`. Every frame of every socket comes in through one handler;
 * what it means is the connection's affair.
 *
 * `/ws/executions/{id}?after=` is the same with an implicit subscribe: its subscription bears the id of the execution. A `subscribe`
 * that names neither `id` nor `execution_id` begins it anew, from another place or with another filter. When it is complete and
 * nothing else is watched, the socket closes with 1000 a second later, unless the client still speaks.
 */
import { Inject } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
} from '@nestjs/websockets';
import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { streamPath, streamProtocol } from './handshake/handshake.js';
import { admittedAs, frameMessage, type StreamMessage } from './handshake/stream.adapter.js';
import { StreamHub } from './stream-hub.js';

@WebSocketGateway({ path: streamPath })
export class StreamGateway implements OnGatewayConnection<WebSocket>, OnGatewayDisconnect<WebSocket> {
  constructor(@Inject(StreamHub) private readonly hub: StreamHub) {}

  handleConnection(socket: WebSocket, request: IncomingMessage): void {
    const offers = request.headers['sec-websocket-protocol'] !== undefined;
    if (offers && socket.protocol !== streamProtocol) return socket.close(4406, `speak-${streamProtocol}`);
    const { target, identity } = admittedAs(socket);
    this.hub.connect(socket, request, target, identity);
  }

  handleDisconnect(socket: WebSocket): void {
    this.hub.disconnect(socket);
  }

  @SubscribeMessage(frameMessage)
  onFrame(@ConnectedSocket() socket: WebSocket, @MessageBody() { data, isBinary }: StreamMessage): void {
    this.hub.receive(socket, data, isBinary);
  }
}
