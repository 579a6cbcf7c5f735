/** `condition`: enters the block of the first case that holds, or `else`, or none. Output `{branch, output}`; a branch is `then`,
 *  `else` or `cases[i]`, and null when nothing was entered. */
import { evaluateField } from '../../schedule/evaluate-field.js';
import { notBoolean } from '../../schedule/failure/not-boolean.js';
import type { ContainerKind, Prepared } from '../../schedule/frame/container-kind.js';
import type { NodeRun } from '../../schedule/node-run.js';

interface Branch {
  /** The name that the output carries. */
  readonly name: string;
  /** The name of the block in the plan. */
  readonly block: string;
}

/** The condition kind. */
export const conditionKind: ContainerKind = {
  prepare(run) {
    return run.plan.node.fields['cases.0'] ? firstCase(run) : byExpression(run);
  },

  begin(run, state, frames) {
    const chosen = state as Branch | null;
    run.container = chosen;
    for (const block of run.plan.blocks.keys()) {
      if (block !== chosen?.block && block !== 'handle') frames.skip(run, block);
    }
    if (chosen) frames.open(run, chosen.block, { key: chosen.name });
    else frames.complete(run, { branch: null, output: null });
  },

  frameEnded(run, _frame, result, frames) {
    const { name } = run.container as Branch;
    if (result.ok) frames.complete(run, { branch: name, output: result.output });
    else frames.fail(run, result.failure);
  },
};

function byExpression(run: NodeRun): Prepared {
  const result = evaluateField(run, 'expression');
  if (!result.ok) return result;
  if (typeof result.value !== 'boolean') return { ok: false, failure: notBoolean('expression', result.value) };
  const name = result.value ? 'then' : 'else';
  return chosen(run, { name, block: name });
}

/** Cases are evaluated one after another, and no further than to the first that holds. */
function firstCase(run: NodeRun): Prepared {
  for (let index = 0; run.plan.node.fields[`cases.${index}`]; index += 1) {
    const result = evaluateField(run, `cases.${index}`);
    if (!result.ok) return result;
    if (typeof result.value !== 'boolean')
      return { ok: false, failure: notBoolean(`cases[${index}].when`, result.value) };
    if (result.value) return chosen(run, { name: `cases[${index}]`, block: `cases.${index}` });
  }
  return chosen(run, { name: 'else', block: 'else' });
}

function chosen(run: NodeRun, branch: Branch): Prepared {
  return { ok: true, state: run.plan.blocks.has(branch.block) ? branch : null };
}
