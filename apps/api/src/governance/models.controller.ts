/** REST of model policy: which models may be used, what they cost, and of what day the prices are. */
import { Controller, Get, Inject } from '@nestjs/common';
import { formatUsd, usdToNano, type ModelCatalog } from '@ice/core';
import { Needs } from '../access/needs.decorator.js';
import { MODEL_CATALOG } from '../catalog/catalog.tokens.js';
import { completeList } from '../catalog/complete-list.js';
import { presentModel } from '../catalog/present-catalog.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/app-config.token.js';
import { ApiOperation, ApiTags } from '../docs/api-decorators.js';
import { ApiJson } from '../docs/api-json.decorator.js';
import { pricedModelsExample } from './governance-examples.js';

@ApiTags('governance')
@Controller('api/v1/governance/models')
export class ModelsController {
  constructor(
    @Inject(MODEL_CATALOG) private readonly models: ModelCatalog,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Needs('read')
  @Get()
  @ApiOperation({
    operationId: 'listPricedModels',
    summary: 'List the allowed models with their prices, and the date of the prices',
    description:
      'Prices are null for a model that is unpriced: each of its calls costs `price_floor_usd`. Dated snapshots of a model go with it.',
  })
  @ApiJson(200, 'In alphabetical order.', {
    schema: { $ref: '#/components/schemas/PricedModelList' },
    example: pricedModelsExample,
  })
  list(): object {
    const models = this.models.asOfNow();
    return {
      ...completeList(models.list().map(presentModel)),
      price_book_date: models.costFacts.priceBookDate,
      price_floor_usd: formatUsd(usdToNano(this.config.priceFloorUsd)),
    };
  }
}
