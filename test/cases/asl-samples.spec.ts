/** Sample state machines that people start from (Amazon States Language): all compile that need nothing unclaimed, and those with the
 *  shapes that are asked for most (compensation backwards, page after page) run. */
import { describe, expect, it } from '@jest/globals';
import { compileBlueprint } from '@ice/core';
import { blueprintOf } from '../support/asl/blueprint-of.js';
import type { Machine } from '../support/asl/definition.js';
import { NotClaimed } from '../support/asl/not-claimed.js';
import { AslEngine, playMachine } from '../support/asl/play-case.js';
import { readSamples, type TaskEvent } from '../support/asl/recorded-case.js';

const samples = readSamples();
const compiler = new AslEngine().engine;
const ifThere = samples.size > 0 ? describe : describe.skip;
const unlessThere = samples.size > 0 ? '' : ' (skipped: the corpus does not lie beside this checkout)';

/** What the compiler says of a sample; the feature where it needs one that is not claimed. */
function judge(definition: Machine): readonly string[] {
  try {
    const result = compileBlueprint(blueprintOf(definition).document, compiler.environment);
    return result.ok ? [] : result.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`);
  } catch (thrown) {
    if (thrown instanceof NotClaimed) return [`not claimed: ${thrown.feature}`];
    throw thrown;
  }
}

function sampleNamed(name: string): Machine {
  const found = [...samples].find(([file]) => file.startsWith(name));
  if (!found) throw new Error(`There is no sample ${name}.`);
  return found[1];
}

const answers = (output: TaskEvent['output'] = {}): TaskEvent => ({ type: 'TaskSucceeded', output });
const breaks = (error: string): TaskEvent => ({ type: 'TaskFailed', error, cause: 'Broken.' });

ifThere(`a sample state machine${unlessThere}`, () => {
  it('compiles, unless it needs what is not claimed', () => {
    const judged = [...samples].map(([file, definition]) => [file, judge(definition)] as const);
    const left = judged.filter(([, [first]]) => first?.startsWith('not claimed'));
    const compiled = judged.filter(([, findings]) => findings.length === 0).length;
    const lines = left.map(([file, [reason]]) => `  ${reason}: ${file}`);
    console.log([`asl: ${compiled} of ${judged.length} samples compile`, ...lines].join('\n'));
    expect(judged.filter(([, [first]]) => first !== undefined && !first.startsWith('not claimed'))).toEqual([]);
    expect(compiled).toBeGreaterThanOrEqual(judged.length / 2);
  });

  it('undoes what was done, last thing first, when a later one fails', async () => {
    const taskEvents = [answers(), answers(), breaks('NoMoney'), ...Array.from({ length: 4 }, () => answers())];
    const { end, entered } = await playMachine({ definition: sampleNamed('saga-pattern'), input: {}, taskEvents });
    expect(entered).toEqual([
      'ReserveFlight',
      'ReserveCarRental',
      'ProcessPayment',
      'RefundPayment',
      'CancelRentalReservation',
      'CancelFlightReservation',
      'SendingSMSFailure',
      'Reservation Failed',
    ]);
    expect(end).toEqual({ end: 'ExecutionFailed', error: 'Job Failed', cause: null });
  });

  it('tries what is known to pass again, and nothing else', async () => {
    const passing = breaks('Lambda.ServiceException');
    const taskEvents = [passing, passing, answers(), ...Array.from({ length: 5 }, () => answers())];
    const { end, entered } = await playMachine({ definition: sampleNamed('saga-pattern'), input: {}, taskEvents });
    expect(entered.at(-1)).toBe('Reservation Successful!');
    expect(end.end).toBe('ExecutionSucceeded');
  });

  it('asks for page after page until there is none', async () => {
    const taskEvents = [answers({ NextToken: '2' }), answers({ NextToken: '3' }), answers({ list: [] })];
    const { end, entered } = await playMachine({ definition: sampleNamed('pagination-loop'), input: {}, taskEvents });
    expect(entered.filter((name) => name.startsWith('List'))).toEqual([
      'ListExecutions',
      'List Executions nextPage',
      'List Executions nextPage',
    ]);
    expect(end.output).toEqual({ executions: { list: [] } });
  });
});
