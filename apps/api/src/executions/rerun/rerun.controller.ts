/** REST of reruns. */
import { Body, Controller, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CallerOf, type Caller } from '../../access/caller.js';
import { Needs } from '../../access/needs.decorator.js';
import { ApiBody, ApiOperation, ApiParam, ApiTags } from '../../docs/api-decorators.js';
import { ApiJson } from '../../docs/api-json.decorator.js';
import { ApiProblems } from '../../docs/api-problems.decorator.js';
import { rerunExamples } from '../execution-examples.js';
import { startedAnswer } from '../execution-presenter.js';
import { RerunDesk } from './rerun-desk.js';
import { RerunDto } from './rerun.dto.js';

const example = {
  execution_id: 'ex_01JD2X8Q4N6T9VZK3R5M7P0W1C',
  status: 'queued',
  parent_execution_id: 'ex_01JD2X8Q4N6T9VZK3R5M7P0W1B',
  reused_nodes: ['load_csv', 'listings[0].copy'],
  nodes_to_run_again: ['listings[0].post', 'summary'],
  repeated_effects: [{ path: 'listings[0].post', effect: 'idempotent' }],
  links: { self: '/api/v1/executions/ex_01JD2X8Q4N6T9VZK3R5M7P0W1C' },
};

@ApiTags('executions')
@Controller('api/v1/executions/:id/rerun')
export class RerunController {
  constructor(@Inject(RerunDesk) private readonly desk: RerunDesk) {}

  @Needs('run')
  @Post()
  @HttpCode(202)
  @ApiOperation({
    operationId: 'rerunExecution',
    summary: 'Run an ended execution again, from a node on or from where it failed',
    description:
      'Starts a new execution of the same revision. What had completed and does not depend on what runs again is used again; the answer lists it, what runs again, and whose effects on the world are repeated.',
  })
  @ApiParam({ name: 'id', example: example.parent_execution_id })
  @ApiBody({ type: RerunDto, examples: rerunExamples })
  @ApiJson(202, 'Accepted.', { schema: { $ref: '#/components/schemas/Rerun' }, example })
  @ApiProblems('not-found', 'still-running', 'unknown-node', 'inputs-invalid', 'inputs-too-large', 'validation-failed')
  @ApiProblems('secret-missing', 'secret-key-missing', 'secret-unreadable')
  @ApiProblems('queue-full', 'budget-exceeded', 'estimator-unavailable', 'ledger-unavailable', 'store-unavailable')
  async rerun(
    @CallerOf() caller: Caller,
    @Param('id') id: string,
    @Body() body: RerunDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const { head, reused, again, repeated } = await this.desk.rerun(caller, id, body);
    reply.header('Location', `/api/v1/executions/${head.execution_id}`);
    const { links, ...started } = startedAnswer(head);
    return {
      ...started,
      parent_execution_id: id,
      reused_nodes: reused,
      nodes_to_run_again: again,
      repeated_effects: repeated,
      links,
    };
  }
}
