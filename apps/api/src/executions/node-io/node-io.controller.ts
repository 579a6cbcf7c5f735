/** REST of what node runs gave and worked on: the whole value, also where events and the snapshot show a reference to it. */
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CallerOf, type Caller } from '../../access/caller.js';
import { Needs } from '../../access/needs.decorator.js';
import { ApiOperation, ApiParam, ApiTags } from '../../docs/api-decorators.js';
import { ApiJson } from '../../docs/api-json.decorator.js';
import { ApiProblems } from '../../docs/api-problems.decorator.js';
import { NodeIoQueryDto } from './node-io-query.dto.js';
import { NodeIoReader } from './node-io-reader.js';

@ApiTags('executions')
@Controller('api/v1/executions')
export class NodeIoController {
  constructor(@Inject(NodeIoReader) private readonly values: NodeIoReader) {}

  @Needs('read')
  @Get(':id/nodes/:path/io')
  @ApiOperation({
    operationId: 'getNodeRunValue',
    summary: 'Get the output or the input of a node run',
    description:
      'Events and the snapshot show a value of up to 8 KiB themselves, a larger one as `output_ref` or `input_ref`: `{hash, bytes, preview}`. Here both come whole. An input is that of the latest attempt; above 64 KiB it is not recorded. With `sequence` the value is that of one event of the node run.',
  })
  @ApiParam({ name: 'id', example: 'ex_01JD2X8Q4N6T9VZK3R5M7P0W1B', schema: { type: 'string' } })
  @ApiParam({ name: 'path', example: 'listings[3].copy', schema: { type: 'string' }, description: 'URL-encoded.' })
  @ApiJson(200, 'The value: any JSON.', { schema: {}, example: { text: 'A lamp for those who read at night.' } })
  @ApiProblems('query-invalid', 'not-found')
  async get(
    @CallerOf() { tenant }: Caller,
    @Param('id') id: string,
    @Param('path') path: string,
    @Query() query: NodeIoQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { part = 'output', sequence = 0 } = query;
    const text = await (sequence === 0
      ? this.values.read(tenant, id, path, part)
      : this.values.readEvent(tenant, id, path, { part, sequence }));
    void reply.header('cache-control', 'no-store').type('application/json; charset=utf-8').send(text);
  }
}
