/** The commands about blueprints. Loads nothing. */
import type { CommandDeclaration } from '../../command/command.js';
import { inputsOption } from '../run/shared-options.js';
import { blueprintArgument } from './blueprint-argument.js';

/** See the head of this file. */
export const blueprintDeclarations: readonly CommandDeclaration[] = [
  {
    name: 'blueprint list',
    summary: 'List the stored blueprints',
    options: [
      { flags: '--name <name>', about: 'Only those of this name' },
      { flags: '--tag <tag>', about: 'Only those with this tag' },
      { flags: '--limit <count>', about: 'At most so many', fallback: '50' },
    ],
    examples: ['ice blueprint list', 'ice blueprint list --tag demo --limit 500'],
    load: async () => (await import('./list-blueprints.js')).listBlueprints,
  },
  {
    name: 'blueprint get',
    summary: 'Print the document of a stored blueprint; its lock goes to stderr',
    arguments: [{ name: 'id', about: 'bp_…, or bp_…@2 for its second revision' }],
    options: [{ flags: '--yaml', about: 'As YAML instead of JSON' }],
    examples: [
      'ice blueprint get bp_01JD2X8Q4N6T9VZK3R5M7P0W1B --yaml > shop.yaml',
      'ice blueprint get bp_01JD2X8Q4N6T9VZK3R5M7P0W1B@1',
    ],
    load: async () => (await import('./get-blueprint.js')).getBlueprint,
  },
  {
    name: 'blueprint put',
    summary: 'Store a blueprint, or replace a stored one',
    arguments: [{ name: 'file', about: 'A file of YAML or JSON, or - for stdin' }],
    options: [
      { flags: '--id <id>', about: 'Replace this one; without it, a new one is made' },
      { flags: '--lock <lock>', about: 'Replace only this version; without it, the one that is current now' },
    ],
    examples: [
      'ice blueprint put shop.yaml',
      'ice blueprint put shop.yaml --id bp_01JD2X8Q4N6T9VZK3R5M7P0W1B --lock lk_01JD2X8Q4N6T9VZK3R5M7P0W1C',
    ],
    load: async () => (await import('./put-blueprint.js')).putBlueprint,
  },
  {
    name: 'blueprint validate',
    summary: 'Compile blueprints and store nothing; every finding has its line',
    arguments: [{ name: 'files', about: 'Files of YAML or JSON, or - for stdin', isVariadic: true }],
    examples: ['ice blueprint validate shop.yaml', 'ice blueprint validate blueprints/*.yaml --json'],
    load: async () => (await import('./validate-blueprints.js')).validateBlueprints,
  },
  {
    name: 'blueprint diff',
    summary: 'Compare two blueprints, or revisions of one, node by node',
    arguments: [
      { ...blueprintArgument, name: 'from' },
      { ...blueprintArgument, name: 'to' },
    ],
    examples: [
      'ice blueprint diff old.yaml new.yaml',
      'ice blueprint diff bp_01JD2X8Q4N6T9VZK3R5M7P0W1B@1 bp_01JD2X8Q4N6T9VZK3R5M7P0W1B',
      'ice blueprint diff bp_01JD2X8Q4N6T9VZK3R5M7P0W1B shop.yaml',
    ],
    load: async () => (await import('./compare-blueprints.js')).compareBlueprints,
  },
  {
    name: 'blueprint graph',
    summary: 'Draw what waits for what',
    arguments: [blueprintArgument],
    options: [{ flags: '--mermaid', about: 'As a Mermaid flowchart' }],
    examples: ['ice blueprint graph shop.yaml', 'ice blueprint graph shop.yaml --mermaid'],
    load: async () => (await import('./show-graph.js')).showGraph,
  },
  {
    name: 'blueprint estimate',
    summary: 'Say what an execution can cost, before anything is spent',
    arguments: [blueprintArgument],
    options: [
      {
        flags: '-i, --input <name=value...>',
        about: 'An input; with inputs it is judged as a start would be; may stand several times',
      },
      inputsOption,
    ],
    examples: ['ice blueprint estimate shop.yaml', 'ice blueprint estimate shop.yaml --input csv_path=items.csv'],
    load: async () => (await import('./estimate-blueprint.js')).estimateBlueprint,
  },
];
