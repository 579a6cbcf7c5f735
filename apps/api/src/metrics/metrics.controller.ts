/** `/metrics` in the text format of Prometheus: of the application, and of the process that it is in. */
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { Registry } from 'prom-client';
import { Needs } from '../access/needs.decorator.js';
import { ApiOperation, ApiResponse, ApiTags } from '../docs/api-decorators.js';
import { Uncounted } from '../rate-limit/uncounted.decorator.js';
import { LiveGauges } from './live-gauges.js';
import { Metrics } from './metrics.js';
import { processMetrics } from './process-metrics.js';

const example = [
  '# HELP ice_executions_ended_total Executions that ended, by status.',
  '# TYPE ice_executions_ended_total counter',
  'ice_executions_ended_total{status="completed"} 41',
  '',
].join('\n');

@ApiTags('operations')
@Controller('metrics')
export class MetricsController {
  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(LiveGauges) private readonly gauges: LiveGauges,
  ) {}

  @Needs('read')
  @Uncounted()
  @Get()
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'getMetrics',
    summary: 'Get the metrics of this process for Prometheus',
    description: 'Text of all organisations together; labels have few values, and no ids.',
  })
  @ApiResponse({
    status: 200,
    description: 'One line for each series.',
    content: { 'text/plain': { schema: { type: 'string' }, example } },
  })
  async get(): Promise<string> {
    await this.gauges.refresh();
    const texts = await Promise.all([this.metrics.registry.metrics(), processMetrics().metrics()]);
    return texts.join('\n');
  }
}
