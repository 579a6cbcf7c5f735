/** The commands about recorded cases. Loads nothing. */
import type { CommandDeclaration } from '../../command/command.js';
import { inputOptions } from '../run/shared-options.js';

/** See the head of this file. */
export const casesDeclarations: readonly CommandDeclaration[] = [
  {
    name: 'record',
    summary: 'Run a file with real models and keep their answers and its outcome as a case for "ice test"',
    arguments: [{ name: 'file', about: 'A blueprint in YAML or JSON; cases/ and cassettes/ are made beside it' }],
    options: [
      ...inputOptions,
      { flags: '--case <name>', about: 'What the case is called; one of this name is replaced', fallback: 'default' },
    ],
    examples: [
      'ice record shop.yaml --input csv_path=items.csv',
      'ice record shop.yaml --case empty --inputs empty.yaml',
    ],
    load: async () => (await import('./record-case.js')).recordCase,
  },
  {
    name: 'test',
    summary: 'Run the recorded cases of a folder offline and compare their outcomes',
    arguments: [{ name: 'folder', about: 'The folder of the blueprints; its cases/ and cassettes/ are read' }],
    examples: ['ice test .', 'ice test blueprints --json'],
    load: async () => (await import('./replay-cases.js')).replayCases,
  },
];
