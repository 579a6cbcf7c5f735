/** The shared corpus of bad requests, area `json`, where it lies beside the checkout. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parseJsonBody } from './parse-json-body.js';

interface GeneratedBody {
  readonly prefix: string;
  readonly repeat: string;
  readonly times: number;
  readonly middle: string;
  readonly repeatClose: string;
  readonly suffix: string;
}

interface BadInput {
  readonly id: string;
  readonly area: string;
  readonly why: string;
  readonly request: { readonly rawBody?: string; readonly rawBodyB64?: string; readonly gen?: GeneratedBody };
  readonly expect: { readonly status: number; readonly code: string };
}

const CORPUS = fileURLToPath(new URL('../../../../../../shared/bad-inputs.json', import.meta.url));

/** Judged before the body is read (its size) or after it is parsed (its meaning): the parser lets these through. */
const JUDGED_ELSEWHERE: Readonly<Record<string, string>> = {
  'body-too-large': 'the reader of the body',
  'validation-failed': 'the schema of the route',
};

const bodyOf = ({ rawBody, rawBodyB64, gen }: BadInput['request']): Buffer => {
  if (rawBodyB64 !== undefined) return Buffer.from(rawBodyB64, 'base64');
  if (gen === undefined) return Buffer.from(rawBody ?? '');
  const { prefix, repeat, times, middle, repeatClose, suffix } = gen;
  return Buffer.from(prefix + repeat.repeat(times) + middle + repeatClose.repeat(times) + suffix);
};

const inputs: readonly BadInput[] = existsSync(CORPUS)
  ? (JSON.parse(readFileSync(CORPUS, 'utf8')) as BadInput[]).filter(({ area }) => area === 'json')
  : [];

const ofParser = inputs.filter((input) => JUDGED_ELSEWHERE[input.expect.code] === undefined);

if (inputs.length === 0) {
  describe.skip('the corpus of bad requests (skipped: ../shared/bad-inputs.json is not there)', () => {
    it('is answered as it says', () => undefined);
  });
} else {
  describe('the corpus of bad requests, area json', () => {
    it.each(ofParser.map((input) => [input.id, input.why, input] as const))('%s %s', (_id, _why, input) => {
      const result = parseJsonBody(bodyOf(input.request));

      expect(result.ok ? 'accepted' : result.problem.code).toBe(input.expect.code);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    });

    it('leaves to others only what the size or the meaning of a body decides', () => {
      const others = inputs.filter((input) => !ofParser.includes(input)).map(({ expect: { code } }) => code);

      expect([...new Set(others)].sort()).toEqual(['body-too-large', 'validation-failed']);
    });
  });
}
