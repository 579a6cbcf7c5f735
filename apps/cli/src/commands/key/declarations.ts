/** The commands about API keys. Loads nothing. */
import type { CommandDeclaration, OptionDeclaration } from '../../command/command.js';

const organisation: OptionDeclaration = {
  flags: '--organisation <name>',
  about: 'Whose keys; only at the machine of the store (default: default)',
};

/** See the head of this file. */
export const keyDeclarations: readonly CommandDeclaration[] = [
  {
    name: 'key create',
    summary: 'Make an API key; its text is shown once',
    options: [
      { flags: '--name <name>', about: 'What people call it' },
      { flags: '--scopes <list>', about: 'Of read, author, run, admin, commas between (default: all)' },
      { flags: '--budget-usd <amount>', about: 'What it may spend in a window (default: no limit of its own)' },
      { flags: '--expires <time>', about: 'When it ends, from now: 90m, 12h, 30d, 1y (default: never)' },
      organisation,
    ],
    examples: [
      'ice key create --name first',
      'ice key create --name ci --scopes read,run --budget-usd 5 --expires 30d',
    ],
    load: async () => (await import('./create-key.js')).createKey,
  },
  {
    name: 'key list',
    summary: 'List API keys, without their texts',
    options: [organisation],
    examples: ['ice key list', 'ice key list --organisation acme'],
    load: async () => (await import('./list-keys.js')).listKeys,
  },
  {
    name: 'key revoke',
    summary: "Make a key nobody's, in running servers within 5 s",
    arguments: [{ name: 'id', about: 'Its id, key_…' }],
    examples: ['ice key revoke key_01JD2X8Q4N00000TV9K3R5M7P0'],
    load: async () => (await import('./revoke-key.js')).revokeKey,
  },
  {
    name: 'key mint',
    summary: 'Print the text of a key that is kept nowhere, for ICE_API_KEYS',
    examples: ['ICE_API_KEYS=$(ice key mint) ICE_STORE=memory npm start'],
    load: async () => (await import('./mint-key.js')).mintKey,
  },
];
