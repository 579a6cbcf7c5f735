/** REST of stream tokens: a page gets one from its own server, which has the key, and may then watch for some minutes. */
import { Body, Controller, Inject, Post, Res } from '@nestjs/common';
import { Clock, ExecutionsByTenant } from '@ice/core';
import type { FastifyReply } from 'fastify';
import { ApiBody, ApiOperation, ApiTags } from '../../docs/api-decorators.js';
import { ApiJson } from '../../docs/api-json.decorator.js';
import { ApiProblems } from '../../docs/api-problems.decorator.js';
import { unknownExecution } from '../../executions/unknown-execution.js';
import { CallerOf, type Caller } from '../caller.js';
import { streamTokenExample } from '../keys/key-examples.js';
import { Needs } from '../needs.decorator.js';
import { defaultTokenLifeS, StreamTokenDto } from './stream-token.dto.js';
import { StreamTokens } from './stream-tokens.js';

@ApiTags('access')
@Controller('api/v1/stream-tokens')
export class StreamTokensController {
  constructor(
    @Inject(StreamTokens) private readonly tokens: StreamTokens,
    @Inject(ExecutionsByTenant) private readonly executions: ExecutionsByTenant,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Needs('read')
  @Post()
  @ApiOperation({
    operationId: 'createStreamToken',
    summary: 'Make a short-lived token that may only watch',
    description:
      'For `hello {token}` on a socket, and as `Authorization: Bearer` where events are read. It ends with its time or with its key, whichever is first.',
  })
  @ApiBody({ type: StreamTokenDto, examples: { any: { value: { ttl_s: 600 } } } })
  @ApiJson(201, 'The token.', {
    schema: { $ref: '#/components/schemas/StreamToken' },
    example: streamTokenExample,
  })
  @ApiProblems('not-found', 'validation-failed')
  async create(
    @CallerOf() { tenant, keyId }: Caller,
    @Body() { execution_id, ttl_s = defaultTokenLifeS }: StreamTokenDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    if (execution_id !== undefined) await this.checkExecution(execution_id, tenant);
    const expiresAt = this.clock.now() + ttl_s * 1_000;
    reply.header('cache-control', 'no-store');
    const token = await this.tokens.sign({ tenant, keyId, executionId: execution_id ?? null, expiresAt });
    return { token, expires_at: new Date(expiresAt).toISOString() };
  }

  private async checkExecution(id: string, tenant: string): Promise<void> {
    if (!(await this.executions.of(tenant).head(id))) throw unknownExecution(id);
  }
}
