/** The list of bad inputs that others wrote, as far as it speaks of creating blueprints. The list is not part of this repository:
 *  without it these tests are skipped. Addresses and headers are judged by the HTTP tool itself, so they are not looked at here. */
import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonValue } from '../json/json-value.js';
import { compileBlueprint } from './compile-blueprint.js';
import { sampleEnvironment } from './testing/sample-environment.js';

const file = path.join(import.meta.dirname, '../../../../../shared/bad-inputs.json');
const describeList = existsSync(file) ? describe : describe.skip;

interface BadInput {
  readonly id: string;
  readonly area: string;
  readonly why: string;
  readonly request: { readonly body?: JsonValue };
  readonly expect: { readonly status: number; readonly code: string };
}

/** Where our code says more than the one of the list. */
const betterCodes: Readonly<Record<string, string>> = {
  'BLUEPR-007': 'validation-failed', // budget_usd is a property of ours, here of the wrong type
  'BLUEPR-096': 'unknown-property', // timeout_ms is timeout_s
  'BLUEPR-097': 'unknown-property',
  'BLUEPR-098': 'unknown-property', // retries is retry
  'BLUEPR-099': 'unknown-property',
  'BLUEPR-103': 'unknown-reference', // it parses; process is nothing
  'BLUEPR-109': 'unknown-reference',
  'BLUEPR-182': 'unknown-property',
};

const entries = (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly BadInput[]) : [])
  .filter(({ area, request }) => area === 'blueprints.create' && request.body !== undefined)
  .filter(({ expect: { code } }) => code !== 'url-not-allowed' && code !== 'header-not-allowed')
  .map((entry) => [`${entry.id} ${entry.why}`, entry] as const);

describeList('the list of bad inputs', () => {
  it('speaks of creating blueprints', () => {
    expect(entries.length).toBeGreaterThan(50);
  });

  for (const [name, { id, request, expect: expected }] of entries) {
    it(`${name}`, () => {
      const result = compileBlueprint(rewritten(request.body as JsonValue), sampleEnvironment());
      expect(result.ok).toBe(expected.status === 201);
      const code = betterCodes[id] ?? expected.code;
      if (!result.ok) expect(result.diagnostics.map((finding) => finding.code)).toContain(code);
    });
  }
});

/** The model and the host of the list are others than those of the sample environment. */
function rewritten(body: JsonValue): JsonValue {
  const text = JSON.stringify(body).replaceAll('"gpt-4o"', '"gpt-4o-mini"').replaceAll('http://', 'https://');
  return JSON.parse(text) as JsonValue;
}
