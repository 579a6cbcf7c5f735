/** Whether the process lives (`/health`), and whether it can do its work (`/ready`). Neither is ever limited or guarded by a key. */
import { Controller, Get, Inject } from '@nestjs/common';
import { Public } from '../access/needs.decorator.js';
import { ApiOperation, ApiTags } from '../docs/api-decorators.js';
import { ApiJson } from '../docs/api-json.decorator.js';
import { ApiProblems } from '../docs/api-problems.decorator.js';
import { ProblemException } from '../http/problem/problem-exception.js';
import { ReadinessChecks, type CheckResult } from './readiness-checks.js';

const passed = { ok: true, duration_ms: 1 };
const ready = { ready: true as const, checks: { store: passed, ledger: passed, prices: passed, running: passed } };

@ApiTags('health')
@Controller()
export class HealthController {
  constructor(@Inject(ReadinessChecks) private readonly checks: ReadinessChecks) {}

  @Public()
  @Get('health')
  @ApiOperation({ operationId: 'getHealth', summary: 'Tell that the process lives' })
  @ApiJson(200, 'It lives.', { schema: { $ref: '#/components/schemas/Health' }, example: { status: 'ok' } })
  health(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }

  @Public()
  @Get('ready')
  @ApiOperation({ operationId: 'getReadiness', summary: 'Tell whether the process can do its work' })
  @ApiJson(200, 'Every check passes.', { schema: { $ref: '#/components/schemas/Readiness' }, example: ready })
  @ApiProblems('process-ending', 'store-unavailable', 'ledger-unavailable', 'estimator-unavailable')
  async ready(): Promise<{ readonly ready: true; readonly checks: Readonly<Record<string, CheckResult>> }> {
    const checks = await this.checks.run();
    const failed = Object.entries(checks).filter(([, { ok }]) => !ok);
    if (failed.length === 0) return { ready: true, checks };
    const detail = failed.map(([name, { detail: reason }]) => `${name}: ${reason ?? 'failed'}`).join('; ');
    throw new ProblemException(codeOf(checks), detail, { facts: { ready: false, checks: { ...checks } } });
  }
}

/** What ends lets go of the rest too, so that comes first. Ledger and line live beside the store, so the store comes before them. */
function codeOf({ running, store, ledger, queue }: Readonly<Record<string, CheckResult>>): string {
  if (running?.ok === false) return 'process-ending';
  if (store?.ok === false || queue?.ok === false) return 'store-unavailable';
  return ledger?.ok === false ? 'ledger-unavailable' : 'estimator-unavailable';
}
