/** The scatter cases of the CWL conformance suite as blueprints with loops: their stated outputs, exactly, and empty lists. */
import { expect, it } from '@jest/globals';
import type { JsonObject, JsonValue } from '@ice/core';
import { CaseFolder } from '../support/case-folder.js';
import { blueprintOfCwl, type CwlWorkflow } from '../support/cwl-scatter.js';
import { Engine } from '../support/start-engine.js';

interface CwlCase {
  readonly id: string;
  readonly tool: string;
  readonly job: string;
  readonly output: JsonObject;
}

const engine = new Engine();
const folder = new CaseFolder('cwl/scatter');
const cases = folder.files.length > 0 ? folder.read<readonly CwlCase[]>('test-index.yaml', indentBrackets) : [];

folder.describe('a scattered step of CWL', () => {
  it('comes in all combinations that are run here', () => {
    expect(cases.map(({ id }) => id.replace('_scatter', ''))).toEqual([
      'simple_simple',
      'dotproduct_simple',
      'simple_dotproduct',
      'dotproduct_dotproduct',
      'flat_crossproduct_simple',
      'simple_flat_crossproduct',
      'flat_crossproduct_flat_crossproduct',
      'nested_crossproduct_simple',
      'simple_nested_crossproduct',
      'nested_crossproduct_nested_crossproduct',
    ]);
  });

  it.each(cases.map((one) => [one.id, one] as const))('%s gives what is stated', async (_id, { tool, job, output }) => {
    expect(await outputsOf(tool, folder.read(job))).toEqual(output);
  });

  /** Which lists are empty, and what comes then: an empty list in place of what would have been scattered over it. */
  it.each<[string, readonly string[], JsonValue]>([
    ['simple_simple', ['letters'], []],
    ['simple_simple', ['numbers'], [[], [], [], []]],
    ['dotproduct_simple', ['letters', 'letters2'], []],
    ['simple_dotproduct', ['numbers', 'numbers2'], [[], [], [], []]],
    ['flat_crossproduct_simple', ['letters'], []],
    ['flat_crossproduct_simple', ['letters2'], []],
    ['simple_flat_crossproduct', ['numbers2'], [[], [], [], []]],
    ['nested_crossproduct_simple', ['letters'], []],
    ['nested_crossproduct_simple', ['letters2'], [[], [], [], []]],
    ['simple_nested_crossproduct', ['numbers2'], Array(4).fill([[], [], [], []])],
    ['nested_crossproduct_nested_crossproduct', ['letters2', 'numbers'], [[], [], [], []]],
  ])('%s over nothing in %p', async (id, empty, result) => {
    const { tool, job } = cases.find((one) => one.id === `${id}_scatter`) as CwlCase;
    const inputs = { ...folder.read<JsonObject>(job), ...Object.fromEntries(empty.map((name) => [name, []])) };
    expect(await outputsOf(tool, inputs)).toEqual({ result });
  });
});

async function outputsOf(tool: string, inputs: JsonObject): Promise<JsonObject | null> {
  const { snapshot } = await engine.play(blueprintOfCwl(folder.read<CwlWorkflow>(tool)), inputs);
  return snapshot.outputs;
}

/** A closing bracket stands further in than the key of its list: YAML wants it so, and the suite's own index does not do it. */
function indentBrackets(text: string): string {
  return text.replace(/^( *\])$/gm, ' $1');
}
