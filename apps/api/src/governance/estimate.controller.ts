/** REST of cost bounds: what a document would cost, before it is stored or run. */
import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import type { JsonObject } from '@ice/core';
import { CallerOf, type Caller } from '../access/caller.js';
import { Needs } from '../access/needs.decorator.js';
import { ApiDocument } from '../blueprints/api-blueprints.decorator.js';
import { BlueprintCompiler } from '../blueprints/compile/blueprint-compiler.js';
import { ApiOperation, ApiTags } from '../docs/api-decorators.js';
import { ApiJson } from '../docs/api-json.decorator.js';
import { ApiProblems } from '../docs/api-problems.decorator.js';
import { JsonDocument } from '../http/body/json-document.decorator.js';
import { certificateOf, CostDesk } from './cost-desk.js';
import type { EstimateAnswer } from './estimate-answer.js';
import { estimatedExample, estimateExample } from './governance-examples.js';
import { presentCost } from './present-cost.js';

@ApiTags('governance')
@Controller('api/v1/governance/estimate')
export class EstimateController {
  constructor(
    @Inject(BlueprintCompiler) private readonly compiler: BlueprintCompiler,
    @Inject(CostDesk) private readonly costs: CostDesk,
  ) {}

  @Post()
  @HttpCode(200)
  @Needs('read')
  @ApiOperation({
    operationId: 'estimateCost',
    summary: 'Say what a blueprint can cost',
    description:
      'With the bounds that it declares; a dry run of a start says it with real inputs. No execution costs more than `max_usd`. The certificate has the formula with all that its evaluation needs.',
  })
  @ApiDocument('Blueprint', estimatedExample)
  @ApiJson(200, 'The bound, and its certificate.', {
    schema: { $ref: '#/components/schemas/CostEstimate' },
    example: estimateExample,
  })
  @ApiProblems('blueprint-invalid', 'estimator-unavailable')
  async estimate(@CallerOf() caller: Caller, @JsonDocument() document: JsonObject): Promise<EstimateAnswer> {
    const estimate = this.costs.estimate(await this.compiler.compile(caller.tenant, document), null);
    return { cost: presentCost(estimate), certificate: certificateOf(estimate) };
  }
}
