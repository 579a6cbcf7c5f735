/** The commands about what blueprints may use and what they may cost. Loads nothing. */
import type { CommandDeclaration } from '../../command/command.js';

/** See the head of this file. */
export const governanceDeclarations: readonly CommandDeclaration[] = [
  {
    name: 'models',
    summary: 'List the allowed models with their prices',
    examples: ['ice models', 'ice models --json'],
    load: async () => (await import('./list-models.js')).listModels,
  },
  {
    name: 'tools',
    summary: 'List the tools, or show one with its arguments',
    arguments: [{ name: 'name', about: 'The tool; without it, all are listed', isOptional: true }],
    examples: ['ice tools', 'ice tools csv_loader'],
    load: async () => (await import('./list-tools.js')).listTools,
  },
  {
    name: 'node-kinds',
    summary: 'List the kinds of nodes, or show one with an example',
    arguments: [{ name: 'name', about: 'The kind; without it, all are listed', isOptional: true }],
    examples: ['ice node-kinds', 'ice node-kinds loop'],
    load: async () => (await import('./list-node-kinds.js')).listNodeKinds,
  },
  {
    name: 'cost',
    summary: 'Show what was spent and is reserved, by key, blueprint and day',
    options: [{ flags: '--since <day>', about: 'Days of this month from this one on, such as 2026-11-20 (UTC)' }],
    examples: ['ice cost', 'ice cost --since 2026-11-20'],
    load: async () => (await import('./show-cost.js')).showCost,
  },
  {
    name: 'budget get',
    summary: 'Show the budget of the organisation',
    examples: ['ice budget get'],
    load: async () => (await import('./get-budget.js')).getBudget,
  },
  {
    name: 'budget set',
    summary: 'Set the budget of the organisation; it wins over ORG_BUDGET_USD',
    arguments: [{ name: 'limit', about: 'USD in a window; 0 = nothing that costs starts; none = no limit' }],
    examples: ['ice budget set 25', 'ice budget set none'],
    load: async () => (await import('./set-budget.js')).setBudget,
  },
];
