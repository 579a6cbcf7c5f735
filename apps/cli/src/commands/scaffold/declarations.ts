/** The commands that write files to begin with. Loads nothing. */
import type { CommandDeclaration, OptionDeclaration } from '../../command/command.js';

const dryRun: OptionDeclaration = { flags: '--dry-run', about: 'Show what would be written, and write nothing' };

/** See the head of this file. */
export const scaffoldDeclarations: readonly CommandDeclaration[] = [
  {
    name: 'new',
    summary:
      'Write a tool, a provider of models or a blueprint with its test, and register it in the plugin around it; or a store with its test',
    arguments: [
      { name: 'kind', about: 'tool, agent, llm-operator, provider, blueprint or store' },
      {
        name: 'name',
        about: 'Such as word_count or word-count: files are named by the one, tools and blueprints by the other',
      },
    ],
    options: [dryRun, { flags: '--no-register', about: 'Leave the module of the plugin as it is' }],
    examples: [
      'ice new tool word_count',
      'ice new agent support',
      'ice new llm-operator summarize',
      'ice new provider parrot',
      'ice new blueprint greeting --dry-run',
      'ice new store audit',
    ],
    load: async () => (await import('./create-new.js')).createNew,
  },
  {
    name: 'scaffold',
    summary: 'Write a whole package: a toolkit, or an application with a blueprint and a server',
    arguments: [
      { name: 'template', about: 'toolkit or app' },
      { name: 'name', about: 'Of the package and of its folder, which is made here' },
    ],
    options: [dryRun],
    examples: ['ice scaffold toolkit my-tools', 'ice scaffold app my-shop'],
    load: async () => (await import('./create-scaffold.js')).createScaffold,
  },
  {
    name: 'init',
    summary: 'Make the TypeScript package in this folder a plugin, so that "ice new" may write into it',
    arguments: [{ name: 'name', about: 'Of the plugin; without it, that of the package', isOptional: true }],
    options: [dryRun],
    examples: ['ice init', 'ice init my-tools --dry-run'],
    load: async () => (await import('./init-package.js')).initPackage,
  },
];
