/** The commands that look at the installation, and those that explain. Loads nothing. */
import type { CommandDeclaration } from '../../command/command.js';

/** See the head of this file. */
export const helpDeclarations: readonly CommandDeclaration[] = [
  {
    name: 'doctor',
    summary: 'Look whether iceOS can work here, and say what to do where not',
    examples: ['ice doctor', 'ice doctor --json'],
    isOfThisMachine: true,
    load: async () => (await import('./run-doctor.js')).runDoctor,
  },
  {
    name: 'config',
    summary: 'Show every setting and where it comes from; secrets stay hidden',
    examples: ['ice config', 'ICE_STORE=memory ice config --json'],
    isOfThisMachine: true,
    load: async () => (await import('./show-config.js')).showConfig,
  },
  {
    name: 'verify-store',
    summary: 'Read the whole store and tell what is not as promised',
    examples: ['ice verify-store', 'ICE_DATA_DIR=/var/lib/ice ice verify-store --json'],
    isOfThisMachine: true,
    load: async () => (await import('./verify-store.js')).verifyStore,
  },
  {
    name: 'explain',
    summary: 'Explain a code of a problem, a finding or a failure',
    arguments: [{ name: 'code', about: 'The code; without it, all are listed', isOptional: true }],
    examples: ['ice explain lock-conflict', 'ice explain'],
    load: async () => (await import('./explain-code.js')).explainCode,
  },
  {
    name: 'completion',
    summary: 'Print the script that completes commands in a shell',
    arguments: [{ name: 'shell', about: 'bash, zsh or fish' }],
    examples: ['source <(ice completion bash)', 'ice completion fish > ~/.config/fish/completions/ice.fish'],
    load: async () => (await import('./write-completion.js')).writeCompletion,
  },
  {
    name: 'help exit-codes',
    summary: 'Tell what the exit codes mean',
    examples: ['ice help exit-codes'],
    load: async () => (await import('./show-exit-codes.js')).showExitCodes,
  },
];
