/** Writes down who did what, after it was done. The change is not taken back where its record cannot be written: that is logged with all
 *  that the record would have said, and counted, so that nobody can believe that nothing happened. */
import { Inject, Injectable } from '@nestjs/common';
import { AuditRepository, type AuditAction, type JsonObject } from '@ice/core';
import type { Caller } from '../access/caller.js';
import type { Logger } from '../logging/create-logger.js';
import { LOGGER } from '../logging/logger.token.js';
import { Metrics } from '../metrics/metrics.js';

/** See the head of this file. */
@Injectable()
export class AuditLog {
  constructor(
    @Inject(AuditRepository) private readonly records: AuditRepository,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** To be called once the change is durable, and awaited before it is answered. Never rejects. `target` and `detail` hold no secret and
   *  no input. */
  async record({ tenant, keyId }: Caller, action: AuditAction, target: string, detail?: JsonObject): Promise<void> {
    const entry = { tenant, key_id: keyId, action, target, ...(detail && { detail }) };
    try {
      await this.records.add(entry);
    } catch (fault) {
      this.metrics.auditFailures.inc({ action });
      this.logger.error({ err: fault, audit: entry }, `The audit lacks a record: ${action} of ${target}.`);
    }
  }
}
