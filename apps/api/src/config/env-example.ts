/** The text of `.env.example`, made of the table of variables so that it never lies. */
import { configVariables } from './config-variables.js';

/** Every variable with its description, commented out at its default. */
export function envExample(): string {
  const head =
    '# Copy to .env and change what you need. Every line shows the default; variables of the process win over the file.';
  const blocks = Object.values(configVariables).map(
    (variable) => `# ${variable.description}\n# ${variable.name}=${variable.default}`,
  );
  return `${[head, ...blocks].join('\n\n')}\n`;
}
