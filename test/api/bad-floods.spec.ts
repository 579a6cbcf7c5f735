/** The cases of the corpus of bad requests that come in great numbers, where it lies beside the checkout: against servers whose limits are
 *  on. Scaled down, unless there is time for all (ICE_LONG=1): then at full size, with the limits that every server has. */
import { describe, expect, it } from '@jest/globals';
import { readAppConfig, type AppConfig } from '@ice/api';
import { bytesOf, readBadInputs, type BadInput } from '../support/bad-input.js';
import { exchange, type RawAnswer } from '../support/raw-http.js';
import { startApi } from '../support/start-api.js';

const isLong = process.env['ICE_LONG'] === '1';
const { rates, quotas } = readAppConfig({});
const off = readAppConfig({ NODE_ENV: 'test' }).rates;

/** Case to the server that it is for. Full-size floods that fill a quota take longer than a window of the rate limit. */
const configs: Readonly<Record<string, Partial<AppConfig>>> = {
  'HEADER-007': { rates },
  'QUOTAS-001': { rates: isLong ? rates : { ...rates, requestsPerMinute: 60 } },
  'QUOTAS-002': { rates: off, quotas: isLong ? quotas : { ...quotas, openPartials: 100 } },
};

/** Case to how often it is sent where there is little time. */
const fewTimes: Readonly<Record<string, number>> = { 'HEADER-007': 400, 'QUOTAS-001': 120, 'QUOTAS-002': 150 };

/** Case to the reason why it cannot be as the corpus has it. */
const different: Readonly<Record<string, string>> = {
  'QUOTAS-003': 'what sleeps is kept in the store and fills no queue; what runs is refused with too-many-executions',
};

const atATime = 50;
const cases = [...readBadInputs('quotas'), ...readBadInputs('headers').filter(({ id }) => id === 'HEADER-007')];

if (cases.length === 0) {
  describe.skip('floods of the corpus (skipped: ../shared/bad-inputs.json is not there)', () => {
    it('are refused as it says', () => undefined);
  });
} else {
  describe('floods of the corpus', () => {
    it('are those that are known here', () => {
      expect(cases.map(({ id }) => id).sort()).toEqual([...Object.keys(configs), ...Object.keys(different)].sort());
    });

    it.each(cases.filter(({ id }) => id in configs).map((input) => [input.id, input.why, input] as const))(
      '%s %s',
      async (id, _why, input) => {
        await using api = await startApi({ config: configs[id] ?? {} });
        const answers = await flood(api.port, input);
        const refused = answers.filter(({ status }) => status === input.expect.status);
        expect(refused.length).toBeGreaterThan(0);
        expect([...new Set(refused.map(({ body }) => body.code))]).toEqual([input.expect.code]);
        const isTimed = refused.every(({ headers }) => Number(headers['retry-after']) > 0);
        expect(isTimed).toBe(input.expect.code === 'rate-limited');
        expect(answers.filter(({ status }) => status === 0 || status >= 500)).toEqual([]);
        expect((await api.request('GET', '/health')).status).toBe(200);
      },
    );
  });
}

async function flood(port: number, input: BadInput): Promise<readonly RawAnswer[]> {
  const { times: asked = 1, vary = '\0' } = input.request;
  const times = isLong ? asked : Math.min(asked, fewTimes[input.id] ?? asked);
  const answers: RawAnswer[] = [];
  for (let begun = 0; begun < times; begun += atATime) {
    const numbers = Array.from({ length: Math.min(atATime, times - begun) }, (_, index) => String(begun + index));
    const varied = numbers.map((number) => JSON.parse(JSON.stringify(input).replaceAll(vary, number)) as BadInput);
    answers.push(...(await Promise.all(varied.map((one) => exchange(port, bytesOf(one, {}))))));
  }
  return answers;
}
