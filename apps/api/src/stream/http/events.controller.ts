/** The events of one execution over HTTP: as pages, or live as server-sent events. */
import { Controller, Get, Headers, Inject, Param, Query, Req, Res } from '@nestjs/common';
import {
  Clock,
  ExecutionsByTenant,
  isFinalStatus,
  ownerOf,
  type ExecutionHead,
  type TenantExecutions,
} from '@ice/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { unauthenticated } from '../../access/access-refusals.js';
import { CallerOf, type Caller } from '../../access/caller.js';
import { identityOf } from '../../access/identity.js';
import { Needs, TakesStreamTokens } from '../../access/needs.decorator.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/app-config.token.js';
import { ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '../../docs/api-decorators.js';
import { ApiProblems } from '../../docs/api-problems.decorator.js';
import { unknownExecution } from '../../executions/unknown-execution.js';
import { ProblemException } from '../../http/problem/problem-exception.js';
import { refuseQuery } from '../../http/validation/refuse-query.js';
import { StreamHub } from '../stream-hub.js';
import { cursorAhead } from '../subscription/cursor-ahead.js';
import { EventFilter } from '../subscription/event-filter.js';
import { Subscription } from '../subscription/subscription.js';
import { acceptsEventStream } from './accepts-event-stream.js';
import { eventContent } from './event-docs.js';
import { eventPageText } from './event-page.js';
import { EventQueryDto } from './event-query.dto.js';
import { readLastEventId } from './last-event-id.js';
import { SseStream } from './sse-stream.js';

const defaultLimit = 200;
const all = new EventFilter();

@ApiTags('executions')
@Controller('api/v1/executions')
export class EventsController {
  constructor(
    @Inject(ExecutionsByTenant) private readonly executions: ExecutionsByTenant,
    @Inject(StreamHub) private readonly hub: StreamHub,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Needs('read')
  @TakesStreamTokens()
  @Get(':id/events')
  @ApiOperation({
    operationId: 'listExecutionEvents',
    summary: 'List the events of an execution, or watch them',
    description:
      'A page of JSON, or with `Accept: text/event-stream` every event after the cursor as it is recorded, until the execution ends. An event has its sequence as `id`, its type as `event` and itself as `data`; the last one is `complete`.',
  })
  @ApiParam({ name: 'id', example: 'ex_01JD2X8Q4N6T9VZK3R5M7P0W1B', schema: { type: 'string' } })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Event streams only; wins over `after`.' })
  @ApiResponse({ status: 200, description: 'The events.', content: eventContent })
  @ApiResponse({ status: 204, description: 'The execution has ended and every event was seen: do not come back.' })
  @ApiProblems('query-invalid', 'not-found', 'cursor-ahead', 'validation-failed', 'subscription-limit')
  async list(
    @CallerOf() { tenant }: Caller,
    @Param('id') id: string,
    @Query() query: EventQueryDto,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const isStream = acceptsEventStream(request.headers.accept);
    const after = (isStream ? readLastEventId(lastEventId) : undefined) ?? query.after ?? 0;
    if (isStream && query.limit !== undefined) refuseLimit();
    const executions = this.executions.of(tenant);
    const head = await headOf(executions, id, after);
    reply.headers({ 'cache-control': 'no-store', vary: 'Accept' });
    if (isStream) return this.watch(head, after, request, reply);
    const text = await eventPageText(executions, { executionId: id, after, limit: query.limit ?? defaultLimit });
    void reply.type('application/json; charset=utf-8').send(text);
  }

  private watch(head: ExecutionHead, after: number, request: FastifyRequest, reply: FastifyReply): void {
    if (isFinalStatus(head.status) && after === head.sequence) return void reply.status(204).send();
    if (this.hub.isFull) throw new ProblemException('subscription-limit', 'Too many event streams are open already.');
    reply.header('x-accel-buffering', 'no').type('text/event-stream; charset=utf-8');
    void reply.send(request.method === 'HEAD' ? '' : this.openStream(head, after, request));
  }

  private openStream({ execution_id }: ExecutionHead, after: number, request: FastifyRequest): SseStream {
    const limits = this.config.stream;
    const place = { url: request.raw.url ?? '', requestId: request.id };
    const stream = new SseStream({ clock: this.clock, limits, place });
    const wanted = { executionId: execution_id, after, filter: all, deltas: false, snapshot: false };
    const subscription = new Subscription(this.hub.sourceOf(ownerOf(execution_id)), wanted, stream, limits);
    const letGo = this.hub.hold({
      identity: identityOf(request),
      end: () => stream.finish(),
      sendAway: () => stream.fail(unauthenticated()),
    });
    if (!letGo) return refuseStream(stream);
    stream.once('close', () => {
      subscription.end();
      letGo();
    });
    subscription.start();
    return stream;
  }
}

/** The head; refuses an unknown execution, and a cursor beyond its last event. */
async function headOf(executions: TenantExecutions, id: string, after: number): Promise<ExecutionHead> {
  const head = await executions.head(id);
  if (!head) throw unknownExecution(id);
  if (after > head.sequence) throw cursorAhead(after, head.sequence);
  return head;
}

function refuseLimit(): never {
  throw refuseQuery([{ pointer: '/limit', code: 'query-invalid', detail: 'limit: an event stream has no pages' }]);
}

function refuseStream(stream: SseStream): never {
  stream.destroy();
  throw new ProblemException('subscription-limit', 'The key has too many event streams and sockets open.');
}
