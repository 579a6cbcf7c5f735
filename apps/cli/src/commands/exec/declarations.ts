/** The commands about executions. Loads nothing. */
import type { CommandDeclaration } from '../../command/command.js';
import { waitOptions } from '../run/shared-options.js';

const id = { name: 'id', about: 'The execution, ex_…' };
const anId = 'ex_01JD2X8Q4N6T9VZK3R5M7P0W1B';

/** See the head of this file. */
export const execDeclarations: readonly CommandDeclaration[] = [
  {
    name: 'exec list',
    summary: 'List executions, newest first',
    options: [
      {
        flags: '--status <status>',
        about: 'Only those that are queued, running, waiting, completed, failed or cancelled',
      },
      { flags: '--blueprint <id>', about: 'Only those of this stored blueprint' },
      { flags: '--tag <tag>', about: 'Only those with this tag' },
      { flags: '--since <time>', about: 'Only those created at this time (RFC 3339, or a date) or later' },
      { flags: '--limit <count>', about: 'At most so many', fallback: '20' },
    ],
    examples: ['ice exec list', 'ice exec list --status failed --json'],
    load: async () => (await import('./list-executions.js')).listExecutions,
  },
  {
    name: 'exec get',
    summary: 'Show an execution, or one node run with its input, output and attempts',
    arguments: [id],
    options: [{ flags: '--node <path>', about: 'This node run, such as listings[3].copy' }],
    examples: [`ice exec get ${anId}`, `ice exec get ${anId} --node 'listings[3].copy' --json`],
    load: async () => (await import('./get-execution.js')).getExecution,
  },
  {
    name: 'exec watch',
    summary: 'Show an execution live until it ends, and print its outputs; Ctrl-C leaves it running',
    arguments: [id],
    options: [{ flags: '--timeout <seconds>', about: 'Stop looking after so long' }],
    examples: [`ice exec watch ${anId}`, `ice exec watch ${anId} --jsonl`],
    runsExecutions: true,
    handlesInterrupt: true,
    load: async () => (await import('./watch-execution.js')).watchExecution,
  },
  {
    name: 'exec cancel',
    summary: 'Cancel an execution; does nothing to one that has ended',
    arguments: [id],
    options: [{ flags: '--no-wait', about: 'Come back before it has ended' }],
    examples: [`ice exec cancel ${anId}`],
    runsExecutions: true,
    load: async () => (await import('./cancel-execution.js')).cancelExecution,
  },
  {
    name: 'exec answer',
    summary: 'Answer what an execution waits for; without an answer, list its questions',
    arguments: [
      id,
      { name: 'signal', about: 'sg_…, the name of a signal, or the path of a node run', isOptional: true },
      { name: 'answer', about: 'JSON where it is JSON, else text', isOptional: true },
    ],
    options: [{ flags: '--fail <code=message>', about: 'End the node run with this failure instead' }],
    examples: [
      `ice exec answer ${anId}`,
      `ice exec answer ${anId} approve yes`,
      `ice exec answer ${anId} sg_01JD2X8Q4N6T9VZK3R5M7P0W1D '{"price": 750}'`,
      `ice exec answer ${anId} approve --fail 'rejected=The picture is missing.'`,
    ],
    load: async () => (await import('./answer-execution.js')).answerExecution,
  },
  {
    name: 'exec rerun',
    summary: 'Run an ended execution again, from a node run on or from where it failed, and print the outputs',
    arguments: [id],
    options: [
      {
        flags: '--from <path>',
        about:
          'This node run and all that depends on it; without it, what had not completed; all of it where it had completed',
      },
      {
        flags: '-i, --input <name=value...>',
        about: 'An input with another value than before; may stand several times',
      },
      {
        flags: '--set-output <path=value...>',
        about: 'The output of a node run whose outcome you know; may stand several times',
      },
      { flags: '--all', about: 'Use nothing again' },
      ...waitOptions,
    ],
    examples: [`ice exec rerun ${anId}`, `ice exec rerun ${anId} --from 'listings[3].copy'`],
    runsExecutions: true,
    handlesInterrupt: true,
    load: async () => (await import('./rerun-execution.js')).rerunExecution,
  },
  {
    name: 'exec diff',
    summary: 'Compare two executions: where they part, and why',
    arguments: [
      { name: 'left', about: 'An execution, ex_…' },
      { name: 'right', about: 'Another one' },
    ],
    options: [{ flags: '--equal', about: 'List node runs that do not differ, too' }],
    examples: [`ice exec diff ${anId} ex_01JD2X8Q4N6T9VZK3R5M7P0W1C`],
    load: async () => (await import('./diff-executions.js')).diffExecutions,
  },
  {
    name: 'exec events',
    summary: 'Print the recorded events of an execution',
    arguments: [id],
    options: [{ flags: '--after <sequence>', about: 'Only those after this one', fallback: '0' }],
    examples: [`ice exec events ${anId}`, `ice exec events ${anId} --jsonl | tail -n 1`],
    load: async () => (await import('./list-events.js')).listEvents,
  },
];
