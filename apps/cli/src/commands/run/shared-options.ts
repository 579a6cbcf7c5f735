/** Options that several commands share which run something, in the same words. */
import type { OptionDeclaration } from '../../command/command.js';

/** Many inputs at once. */
export const inputsOption: OptionDeclaration = {
  flags: '--inputs <file>',
  about: 'Inputs from a file of YAML or JSON; - is stdin; --input wins',
};

/** What `readInputs` reads. */
export const inputOptions: readonly OptionDeclaration[] = [
  {
    flags: '-i, --input <name=value...>',
    about: 'An input; JSON where the value is JSON, else text; may stand several times',
  },
  inputsOption,
];

/** Whether and how long the command waits. */
export const waitOptions: readonly OptionDeclaration[] = [
  { flags: '--detach', about: 'Start it and come back at once; only with a server' },
  { flags: '--timeout <seconds>', about: 'Cancel it when it has not ended by then' },
];
