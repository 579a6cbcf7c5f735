/** Reads two executions for a comparison. Changes nothing; one that runs is read as far as it got. */
import { Inject, Injectable } from '@nestjs/common';
import {
  BlueprintRepository,
  compareExecutions,
  ExecutionCollector,
  ExecutionsByTenant,
  type ComparedExecution,
  type CompareOptions,
  type ExecutionComparison,
  type JsonObject,
  type Tenant,
} from '@ice/core';
import { isExecutionId } from '../../stream/subscription/execution-id.js';
import { unknownExecution } from '../unknown-execution.js';

/** Compares executions. */
@Injectable()
export class ExecutionComparer {
  constructor(
    @Inject(ExecutionsByTenant) private readonly executions: ExecutionsByTenant,
    @Inject(BlueprintRepository) private readonly blueprints: BlueprintRepository,
  ) {}

  /** The comparison. @throws IceError `not-found` for either. */
  async compare(tenant: Tenant, left: string, right: string, options: CompareOptions): Promise<ExecutionComparison> {
    // The second is not read before the first is known to be there.
    const one = await this.read(tenant, left);
    return compareExecutions(one, left === right ? one : await this.read(tenant, right), options);
  }

  private async read(tenant: Tenant, id: string): Promise<ComparedExecution> {
    if (!isExecutionId(id)) throw unknownExecution(id);
    const collector = new ExecutionCollector(id);
    for await (const event of this.executions.of(tenant).journal(id)) collector.add(event);
    if (collector.revision === '') throw unknownExecution(id);
    const document = await this.blueprints.revisions.find(tenant, collector.revision);
    return collector.finish((document ?? {}) as unknown as JsonObject);
  }
}
