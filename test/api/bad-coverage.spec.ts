/** That the corpus of bad requests is played, where it lies beside the checkout: every case of the areas that are about access, starts,
 *  sockets and logs has a spec, or a reason. */
import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { casesOf, deviations, notPlayed, plannedAreas, type BadInputSpec } from '../support/bad-input-plan.js';
import { readBadInputs } from '../support/bad-input.js';

const root = path.join(import.meta.dirname, '..', '..');
const all = readBadInputs(...plannedAreas);

/** How many cases each spec plays. */
const played: Readonly<Record<BadInputSpec, number>> = {
  'bad-executions': 29,
  'bad-floods': 4,
  'bad-frames': 8,
  'bad-inputs': 17,
  'bad-logs': 1,
  'bad-sockets': 18,
};
const specs = Object.keys(played) as BadInputSpec[];

if (all.length === 0) {
  describe.skip('the corpus of bad requests (skipped: ../shared/bad-inputs.json is not there)', () => {
    it('is played', () => undefined);
  });
} else {
  describe('the corpus of bad requests', () => {
    it('has each case played by one spec, or named with a reason', () => {
      const known = [...specs.flatMap((spec) => casesOf(spec).map(({ id }) => id)), ...Object.keys(notPlayed)];
      expect(known.sort()).toEqual(all.map(({ id }) => id).sort());
    });

    it('has as many cases in each spec as are told here', () => {
      expect(Object.fromEntries(specs.map((spec) => [spec, casesOf(spec).length]))).toEqual(played);
    });

    it.each(specs)('is played by %s, which takes its cases from the plan', (spec) => {
      const source = readFileSync(path.join(root, 'test', 'api', `${spec}.spec.ts`), 'utf8');
      expect(source).toContain(`casesOf('${spec}')`);
      expect(source).toContain('it.each(');
    });

    it.each(Object.entries(notPlayed))('does not play %s, and says where it is shown', (_id, { why, shownBy }) => {
      expect(why).not.toBe('');
      expect(existsSync(path.join(root, shownBy))).toBe(true);
    });

    it.each(Object.entries(deviations))('is answered otherwise at %s alone where that differs', (id, deviation) => {
      const wanted = all.find((input) => input.id === id)?.expect;
      const { code = wanted?.code, wsClose = wanted?.wsClose, why } = deviation;
      expect({ code, wsClose }).not.toEqual({ code: wanted?.code, wsClose: wanted?.wsClose });
      expect(why).not.toBe('');
    });
  });
}
