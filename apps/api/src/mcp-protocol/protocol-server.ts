/** Speaks the protocol: a server object for each request, made by the official package, which is loaded with the first one. Holds no
 *  session: whatever one request leaves behind is in the store. */
import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { JsonObject } from '@ice/core';
import type { McpHttpHandler, McpRequestContext, Server } from '@modelcontextprotocol/server';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/app-config.token.js';
import { apiVersion } from '../docs/create-document.js';
import type { OpenCall } from './call/open-call.js';
import { OpenCalls } from './call/open-calls.js';
import { instructions } from './instructions.js';
import { ProtocolHandlers } from './protocol-handlers.js';

/** How long open requests get to be answered when the process stops. */
const farewellMs = 1_000;

const identity = { name: 'iceOS', version: apiVersion };

/** See the head of this file. */
@Injectable()
export class ProtocolServer implements BeforeApplicationShutdown {
  private readonly logger = new Logger(ProtocolServer.name);
  private readonly calls = new WeakMap<Request, OpenCall>();
  private handler: Promise<McpHttpHandler> | null = null;

  constructor(
    @Inject(OpenCalls) private readonly openCalls: OpenCalls,
    @Inject(ProtocolHandlers) private readonly handlers: ProtocolHandlers,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** The answer of a POST, whose body may still be on its way. @param headers what the protocol may want to know. */
  async answer(call: OpenCall, headers: Headers, body: JsonObject): Promise<Response> {
    const { fetch } = await (this.handler ??= this.load());
    // Only its headers and its signal are looked at.
    const request = new Request('http://localhost/mcp', { method: 'POST', headers, signal: call.signal });
    this.calls.set(request, call);
    return fetch(request, { parsedBody: body });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.openCalls.hurryUp();
    if (this.handler === null) return;
    const { close } = await this.handler;
    await this.openCalls.emptied(farewellMs);
    await close();
  }

  private async load(): Promise<McpHttpHandler> {
    const { createMcpHandler, Server: ServerOf } = await import('@modelcontextprotocol/server');
    const { maxListeners, keepAliveMs } = this.config.mcp;
    return createMcpHandler((context) => this.serverFor(context, ServerOf), {
      legacy: 'stateless',
      maxSubscriptions: maxListeners,
      keepAliveMs,
      onerror: (error) => this.logger.debug(error.message),
    });
  }

  private serverFor({ era, requestInfo }: McpRequestContext, ServerOf: typeof Server): Server {
    const call = requestInfo && this.calls.get(requestInfo);
    if (!call) throw new Error('A request has reached the protocol without having come in.');
    call.era = era;
    const server = new ServerOf(identity, { capabilities: { tools: {}, resources: {} }, instructions });
    server.onerror = (error) => this.logger.debug(error.message);
    this.handlers.install(server, call);
    return server;
  }
}
