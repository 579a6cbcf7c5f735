/** The argument of every command that takes a blueprint from anywhere. */
import type { ArgumentDeclaration } from '../../command/command.js';

/** See the head of this file. */
export const blueprintArgument: ArgumentDeclaration = {
  name: 'blueprint',
  about: 'A file of YAML or JSON, - for stdin, or the id of a stored one (bp_…, bp_…@2 for its second revision)',
};
