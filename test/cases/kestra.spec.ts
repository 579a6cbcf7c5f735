/** Flows of Kestra's own tests as blueprints: as many node runs as Kestra has task runs, and the same end. */
import { expect, it } from '@jest/globals';
import { compileBlueprint, type JsonObject, type JsonValue } from '@ice/core';
import { CaseFolder } from '../support/case-folder.js';
import { blueprintOfFlow } from '../support/kestra/convert-flow.js';
import { stateOf, taskRunsOf, type KestraState } from '../support/kestra/count-task-runs.js';
import type { KestraFlow } from '../support/kestra/kestra-flow.js';
import { renderOrFail } from '../support/kestra/render-or-fail.js';
import { Engine, type Played } from '../support/start-engine.js';

const folder = new CaseFolder('kestra/valids');

type Row = readonly [file: string, inputs: JsonObject, taskRuns: number, state: KestraState];

/** Asserted by Kestra's own tests. */
const stated: readonly Row[] = [
  ['allow-failure.yaml', {}, 9, 'WARNING'],
  ['allow-failure.yaml', { crash: 'now' }, 10, 'FAILED'],
  ['each-empty.yaml', {}, 2, 'SUCCESS'],
  ['if.yaml', { if1: true, if2: false, if3: true }, 12, 'SUCCESS'],
  ['parallel-nested.yaml', {}, 11, 'SUCCESS'],
  ['restart_last_failed.yaml', {}, 3, 'FAILED'],
  ['sequential-with-global-errors.yaml', {}, 6, 'FAILED'],
  ['sequential-with-local-errors.yaml', {}, 6, 'FAILED'],
];

/** Worked out by hand from the flow: one task run for each task that begins, its wrappers too. */
const counted: readonly Row[] = [
  ['all-flowable.yaml', {}, 24, 'SUCCESS'],
  ['current-output.yaml', {}, 32, 'SUCCESS'],
  ['dag.yaml', {}, 7, 'SUCCESS'],
  ['disable-error.yaml', {}, 3, 'FAILED'],
  ['each-parallel-Integer.yml', {}, 4, 'SUCCESS'],
  ['errors.yaml', {}, 7, 'FAILED'],
  ['foreach-concurrent.yaml', {}, 7, 'SUCCESS'],
  ['foreach-concurrent-no-limit.yaml', {}, 7, 'SUCCESS'],
  ['if.yaml', { if1: false, if2: false, if3: false }, 10, 'SUCCESS'],
  ['if.yaml', { if1: true, if2: true, if3: true }, 13, 'SUCCESS'],
  ['output-values.yml', {}, 1, 'SUCCESS'],
  ['parallel.yaml', {}, 8, 'SUCCESS'],
  ['restart-each.yaml', {}, 20, 'SUCCESS'],
  ['restart-each.yaml', { failed: 'FIRST' }, 7, 'FAILED'],
  ['restart-each.yaml', { failed: 'SECOND' }, 19, 'FAILED'],
  ['restart_always_failed.yaml', {}, 2, 'FAILED'],
  ['retry-fail.yaml', {}, 2, 'FAILED'],
  ['retry-failed.yaml', {}, 2, 'FAILED'],
  ['retry-failed-flow-attempts.yml', {}, 1, 'FAILED'],
  ['retry-failed-task-attempts.yml', {}, 1, 'FAILED'],
  ['retry-random.yaml', {}, 1, 'FAILED'],
  ['retry-success.yaml', {}, 1, 'WARNING'],
  ['return.yaml', {}, 3, 'SUCCESS'],
  ['sla-max-duration-ok.yaml', {}, 1, 'SUCCESS'],
  ['sleep.yml', {}, 1, 'SUCCESS'],
  ['subflow-grand-child.yaml', {}, 1, 'SUCCESS'],
  ['subflow-child.yaml', {}, 1, 'SUCCESS'],
  ['subflow-parent.yaml', {}, 1, 'SUCCESS'],
  ['switch.yaml', { string: 'FIRST' }, 2, 'SUCCESS'],
  ['switch.yaml', { string: 'SECOND' }, 3, 'SUCCESS'],
  ['switch.yaml', { string: 'THIRD' }, 4, 'FAILED'],
  ['switch.yaml', { string: 'another' }, 2, 'SUCCESS'],
  ['switch-impossible.yaml', { string: 'impossible' }, 1, 'FAILED'],
  ['task-allow-failure-runnable.yml', {}, 2, 'WARNING'],
  ['task-allow-warning-executable-flow.yml', {}, 2, 'SUCCESS'],
  ['task-flow.yaml', { string: 'SECOND' }, 1, 'SUCCESS'],
  ['task-flow.yaml', { string: 'THIRD' }, 1, 'FAILED'],
  ['for-each-item-subflow.yaml', { items: 'one' }, 1, 'SUCCESS'],
  ['for-each-item-subflow-failed.yaml', { items: 'one' }, 1, 'FAILED'],
  ['task-allow-warning-flowable.yml', {}, 3, 'SUCCESS'],
];

/** What is given to a flow that pauses, and how it goes on. */
const paused: readonly (readonly [
  file: string,
  answer: JsonObject | null,
  taskRuns: number,
  state: KestraState,
  last: unknown,
])[] = [
  ['pause.yaml', {}, 3, 'SUCCESS', expect.stringMatching(/^last > /)],
  ['pause-delay.yaml', null, 3, 'SUCCESS', expect.stringMatching(/^last > /)],
  ['pause-timeout.yaml', null, 1, 'FAILED', undefined],
  ['pause_no_tasks.yaml', {}, 2, 'SUCCESS', 'last'],
  ['pause_on_resume.yaml', { asked: 'restarted' }, 2, 'SUCCESS', { asked: 'restarted', data: null }],
  ['pause_on_resume_optional.yaml', {}, 2, 'SUCCESS', { asked: 'MISSING' }],
];

/** How often a task was tried. */
const attempts: readonly (readonly [file: string, node: string, attempts: number])[] = [
  ['retry-fail.yaml', 't_keepfailingwithretry', 3],
  ['retry-failed.yaml', 't_failed', 5],
  ['retry-failed-flow-attempts.yml', 't_fail', 4],
  ['retry-failed-task-attempts.yml', 't_fail', 4],
  ['retry-random.yaml', 't_failed', 3],
  ['retry-success.yaml', 't_failed', 4],
  ['task-allow-failure-runnable.yml', 't_fail', 3],
];

/** What fails there while it runs, and is refused here before anything does. */
const refused: readonly (readonly [file: string, code: string, pointer: string])[] = [
  ['variables-invalid.yaml', 'unknown-reference', '/nodes/1/cases/0/when'],
  ['flow-with-outputs-failed.yml', 'unknown-reference', '/outputs/key'],
];

/** What is not run here, and why. */
const unclaimed: Readonly<Record<string, readonly string[]>> = {
  'flows whose name is an expression': ['each-parallel-subflow-notfound.yml', 'task-flow-dynamic.yaml'],
  'batches of lines of a file, each a flow of its own (ForEachItem)': [
    'for-each-item-no-wait.yaml',
    'for-each-item-outputs-subflow.yaml',
    'task-allow-failure-executable-foreachitem.yml',
    'task-allow-warning-executable-foreachitem.yml',
  ],
  'uploaded files and dates as inputs': ['inputs-small-files.yaml', 'restart_with_inputs.yaml'],
  'tasks that only Kestra’s own tests have': [
    'exception-with-output.yaml',
    'executable-fail.yml',
    'null-output.yaml',
    'retry-dynamic-task.yaml',
  ],
  'variables of the flow and of the process, and reading what is not there': ['empty-variables.yml', 'variables.yaml'],
  'retries bounded by time, or as a new execution': [
    'retry-failed-flow-duration.yml',
    'retry-new-execution-task-attempts.yml',
  ],
  'what one execution does to another': ['flow-concurrency-fail.yml', 'resume-execution.yaml'],
  'conditions that watch an execution from outside': ['sla-execution-condition.yaml'],
  'repeats whose task runs nobody states': ['waitfor-max-duration.yaml', 'waitfor-no-success.yaml'],
};

folder.describe('a flow of Kestra', () => {
  it.each(stated)(
    '%s with %j has %d task runs and ends as %s, as Kestra asserts',
    async (file, inputs, ...expected) => {
      expect(await verdictOn(file, inputs)).toEqual(expected);
    },
  );

  it.each(counted)('%s with %j has %d task runs and ends as %s, by hand', async (file, inputs, ...expected) => {
    expect(await verdictOn(file, inputs)).toEqual(expected);
  });

  it.each(attempts)('%s tries %s %d times', async (file, node, count) => {
    const { snapshot } = await play(file);
    expect(snapshot.nodes.find(({ node_id }) => node_id === node)?.attempts).toBe(count);
  });

  it.each(paused)('%s, gone on with %j, has %d task runs and ends as %s', async (file, answer, runs, state, last) => {
    const played = await play(file, {}, answer);
    expect([taskRunsOf(played), stateOf(flowOf(file), played)]).toEqual([runs, state]);
    expect(outputOf(played, 't_last')).toEqual(last);
  });

  it.each(refused)('%s is refused as %s', (file, code, pointer) => {
    const engine = new Engine();
    const { diagnostics } = compileBlueprint(blueprintOf(file, engine), engine.environment);
    expect(diagnostics.map((finding) => [finding.code, finding.pointer])).toEqual([[code, pointer]]);
  });

  it('knows in a nested loop the values of the loops around it', async () => {
    const { snapshot } = await play('current-output.yaml');
    const returned = snapshot.nodes.filter((node) => node.node_id === 't_1_1_1_return');
    const triples = ['v11', 'v12'].flatMap((a) => ['v21', 'v22'].flatMap((b) => ['v31', 'v32'].map((c) => [a, b, c])));
    expect(returned.map(({ output }) => output)).toEqual(
      triples.map((values) => ({ value: `return-${values.join('-')}` })),
    );
  });

  it('is claimed, or is not for a reason', () => {
    const files = (rows: readonly (readonly [string, ...unknown[]])[]) => [...new Set(rows.map(([file]) => file))];
    const run = files([...stated, ...counted, ...paused]);
    const others = Object.entries(unclaimed);
    expect([...run, ...files(refused), ...others.flatMap(([, names]) => names)].toSorted()).toEqual(folder.files);
    const lines = others.map(([reason, names]) => `  ${names.length} not claimed: ${reason}\n`);
    process.stdout.write(
      `Kestra: ${run.length} of ${folder.files.length} flows run, ${refused.length} refused\n${lines.join('')}`,
    );
  });
});

async function verdictOn(file: string, inputs: JsonObject): Promise<readonly [number, KestraState]> {
  const played = await play(file, inputs);
  return [taskRunsOf(played), stateOf(flowOf(file), played)];
}

/** Runs a flow to its end; what it waits for on the way gets the answer, if there is one. */
async function play(file: string, inputs: JsonObject = {}, answer: JsonObject | null = null): Promise<Played> {
  const engine = new Engine({ tools: [renderOrFail] });
  const id = await engine.start(blueprintOf(file, engine), inputs);
  if (answer) {
    await engine.until(id, ({ snapshot }) => snapshot.open_signals.length > 0);
    await engine.answer(id, { name: 'resume' }, { value: answer });
  }
  const played = await engine.until(id, ({ head }) => head.ended_at !== null);
  await engine.supervisor.drain(0);
  return played;
}

/** The flow in a file as a blueprint; those that it runs are compiled before it. */
function blueprintOf(file: string, engine: Engine): JsonObject {
  const revisionOf = (id: string): string => {
    const other = folder.files.find((name) => name.startsWith(`${id}.`)) as string;
    return engine.compile(blueprintOf(other, engine)).revision;
  };
  return blueprintOfFlow(flowOf(file), revisionOf);
}

function outputOf({ snapshot }: Played, id: string): JsonValue | undefined {
  return (snapshot.nodes.find((node) => node.node_id === id)?.output as JsonObject | undefined)?.['value'];
}

function flowOf(file: string): KestraFlow {
  return folder.read(file);
}
