/** REST of comparisons: two executions, node run by node run. */
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import type { ExecutionComparison } from '@ice/core';
import { CallerOf, type Caller } from '../../access/caller.js';
import { Needs } from '../../access/needs.decorator.js';
import { ApiOperation, ApiParam, ApiTags } from '../../docs/api-decorators.js';
import { ApiJson } from '../../docs/api-json.decorator.js';
import { ApiProblems } from '../../docs/api-problems.decorator.js';
import { comparisonExample } from './compare-examples.js';
import { CompareQueryDto } from './compare-query.dto.js';
import { ExecutionComparer } from './execution-comparer.js';

@ApiTags('executions')
@Controller('api/v1/executions')
export class CompareController {
  constructor(@Inject(ExecutionComparer) private readonly comparer: ExecutionComparer) {}

  @Needs('read')
  @Get(':id/compare/:other')
  @ApiOperation({
    operationId: 'getExecutionComparison',
    summary: 'Compare two executions node run by node run',
    description:
      'Says where they part and why: other inputs, another definition, a node that is not deterministic, a failure, an end before the end. Executions that run are compared as far as they got. At most 1,000 node runs that differ are listed, in the order in which they settled; times and costs are shown and make no difference.',
  })
  @ApiParam({ name: 'id', example: comparisonExample.left.execution_id, schema: { type: 'string' } })
  @ApiParam({ name: 'other', example: comparisonExample.right.execution_id, schema: { type: 'string' } })
  @ApiJson(200, 'The comparison.', {
    schema: { $ref: '#/components/schemas/ExecutionComparison' },
    example: comparisonExample,
  })
  @ApiProblems('query-invalid', 'not-found')
  compare(
    @CallerOf() { tenant }: Caller,
    @Param('id') id: string,
    @Param('other') other: string,
    @Query() query: CompareQueryDto,
  ): Promise<ExecutionComparison> {
    return this.comparer.compare(tenant, id, other, { includeEqual: query.include === 'equal' });
  }
}
