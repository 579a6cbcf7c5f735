/** `/mcp` over HTTP: one POST is one message of the protocol, answered as JSON or as an event stream. The door is that of every route.
 *  There is nothing to GET or DELETE, since there are no sessions to listen to or to end. */
import { Controller, HttpCode, Inject, Logger, Post, Req, Res } from '@nestjs/common';
import type { JsonObject, JsonValue } from '@ice/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { CallerOf, type Caller } from '../access/caller.js';
import { Needs } from '../access/needs.decorator.js';
import { ApiExcludeController } from '../docs/api-decorators.js';
import { JsonDocument } from '../http/body/json-document.decorator.js';
import { ProblemException } from '../http/problem/problem-exception.js';
import { CallCancellation } from './call/call-cancellation.js';
import type { OpenCall } from './call/open-call.js';
import { OpenCalls } from './call/open-calls.js';
import { ProtocolServer } from './protocol-server.js';

const sessionHeader = 'mcp-session-id';
const visibleAscii = /^[!-~]{1,128}$/;

/** What the protocol looks at beside its own headers, which begin with `mcp-`. */
const commonHeaders = ['accept', 'content-type'];

@ApiExcludeController()
@Controller('mcp')
export class McpController {
  private readonly logger = new Logger(McpController.name);

  constructor(
    @Inject(OpenCalls) private readonly calls: OpenCalls,
    @Inject(ProtocolServer) private readonly server: ProtocolServer,
    @Inject(CallCancellation) private readonly cancellation: CallCancellation,
  ) {}

  @Needs('read')
  @Post()
  @HttpCode(200)
  async post(
    @CallerOf() caller: Caller,
    @JsonDocument() body: JsonObject,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (this.calls.isFull) throw new ProblemException('subscription-limit', 'Too many requests are open already.');
    const sessionId = sessionOf(request);
    const call = this.calls.open({ caller, requestId: request.id, sessionId, messageId: messageIdOf(body['id']) });
    this.letGoAtEnd(call, reply);
    const cancelled = cancelledBy(body);
    if (cancelled !== null) await this.cancellation.cancel(caller, sessionId, cancelled);
    const response = await this.server.answer(call, headersOf(request), body);
    if (call.signal.aborted) return this.endQuietly(reply, response);
    if (body['method'] === 'initialize' && response.ok) reply.header(sessionHeader, randomUUID());
    void reply.send(response);
  }

  /** The client may be gone before there is anybody to notice. */
  private letGoAtEnd(call: OpenCall, { raw }: FastifyReply): void {
    if (raw.closed) this.calls.close(call, false);
    else raw.once('close', () => this.calls.close(call, raw.writableFinished));
  }

  /** Nobody is there any more, or wants to be told: a cancelled request is not answered. */
  private endQuietly(reply: FastifyReply, response: Response): void {
    response.body?.cancel().catch((fault: unknown) => this.logger.debug(fault));
    reply.raw.destroy();
  }
}

/** A name that the server gave; null for what it would not have given. */
function sessionOf({ headers }: FastifyRequest): string | null {
  const name = headers[sessionHeader];
  return typeof name === 'string' && visibleAscii.test(name) ? name : null;
}

function messageIdOf(id: JsonValue | undefined): string | number | null {
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}

/** The id of the request that the message takes back; null for every other message. */
function cancelledBy({ method, params }: JsonObject): string | number | null {
  if (method !== 'notifications/cancelled') return null;
  return messageIdOf((params as JsonObject | undefined)?.['requestId']);
}

function headersOf({ headers }: FastifyRequest): Headers {
  const wanted = Object.entries(headers).filter(
    (header): header is [string, string] =>
      typeof header[1] === 'string' && (header[0].startsWith('mcp-') || commonHeaders.includes(header[0])),
  );
  return new Headers(wanted);
}
