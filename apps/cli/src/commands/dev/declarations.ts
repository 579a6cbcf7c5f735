/** `ice dev`. Loads nothing. */
import type { CommandDeclaration } from '../../command/command.js';

/** See the head of this file. */
export const devDeclarations: readonly CommandDeclaration[] = [
  {
    name: 'dev',
    summary: 'Start the server, and start it anew when a plugin of ICE_PLUGINS changes',
    options: [
      { flags: '--port <port>', about: 'Where it listens (PORT; default 8000)' },
      { flags: '--watch <path...>', about: 'More files and folders that restart it when they change' },
    ],
    examples: ['ice dev', 'ICE_PLUGINS=./dist/shop.module.js ice dev --port 8100'],
    handlesInterrupt: true,
    load: async () => (await import('./run-dev-server.js')).runDevServer,
  },
];
