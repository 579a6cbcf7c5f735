/** The event stream: sockets, and its twin over server-sent events. */
import { Module } from '@nestjs/common';
import { EventsController } from './http/events.controller.js';
import { StreamHub } from './stream-hub.js';
import { StreamGateway } from './stream.gateway.js';

@Module({ controllers: [EventsController], providers: [StreamHub, StreamGateway] })
export class StreamModule {}
