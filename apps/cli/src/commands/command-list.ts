/** All commands, in the order in which help shows them. Declarations only: nothing heavy may be imported from here. */
import type { CommandDeclaration } from '../command/command.js';
import { blueprintDeclarations } from './blueprint/declarations.js';
import { casesDeclarations } from './cases/declarations.js';
import { devDeclarations } from './dev/declarations.js';
import { execDeclarations } from './exec/declarations.js';
import { governanceDeclarations } from './governance/declarations.js';
import { helpDeclarations } from './help/declarations.js';
import { keyDeclarations } from './key/declarations.js';
import { runDeclarations } from './run/declarations.js';
import { scaffoldDeclarations } from './scaffold/declarations.js';

/** See the head of this file. */
export const commandList: readonly CommandDeclaration[] = [
  ...runDeclarations,
  ...devDeclarations,
  ...execDeclarations,
  ...blueprintDeclarations,
  ...casesDeclarations,
  ...scaffoldDeclarations,
  ...governanceDeclarations,
  ...keyDeclarations,
  ...helpDeclarations,
];
