/** `ice run`. Loads nothing. */
import type { CommandDeclaration } from '../../command/command.js';
import { blueprintArgument } from '../blueprint/blueprint-argument.js';
import { inputOptions, waitOptions } from './shared-options.js';

/** See the head of this file. */
export const runDeclarations: readonly CommandDeclaration[] = [
  {
    name: 'run',
    summary: 'Run a blueprint and print its outputs',
    arguments: [blueprintArgument],
    options: [
      ...inputOptions,
      { flags: '--budget <usd>', about: 'What it may cost at most' },
      { flags: '--tag <tag...>', about: 'Marks the execution, to find it again; may stand several times' },
      { flags: '--dry-run', about: 'Say whether it would start and what it would cost; run nothing' },
      ...waitOptions,
      { flags: '-o, --output <file>', about: 'Write the outputs into this file instead of stdout' },
      { flags: '--keep', about: 'Keep the local API up after the end, until Ctrl-C, to look around' },
    ],
    examples: [
      'ice run examples/seller-assistant/seller-assistant.yaml',
      'ice run greeting.json --input name=Grace --json',
      'ice run bp_01JD2X8Q4N6T9VZK3R5M7P0W1B --inputs inputs.yaml --budget 0.50 --remote http://127.0.0.1:8000',
      'ice run shop.yaml --dry-run',
    ],
    runsExecutions: true,
    handlesInterrupt: true,
    load: async () => (await import('./run-blueprint.js')).runBlueprint,
  },
];
