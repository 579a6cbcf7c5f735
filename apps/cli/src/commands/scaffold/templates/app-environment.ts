/** The settings of an application, for `.env` and for `.env.example`. Pure. */
import type { ScaffoldName } from '../scaffold-name.js';

/** Lines of `NAME=value`. */
export function appEnvironment({ kebab }: ScaffoldName): string {
  return `# Read by "ice" and by the server where they start. .env is yours and git does not keep it; .env.example is for everybody.
# "npx ice config" shows all settings.
ICE_PLUGINS=./dist/${kebab}.module.js
PORT=8000

# 1: answers of models are made up, and cost nothing. 0: models are asked, and OPENAI_API_KEY is needed.
ICE_TEST_MODE=1
# OPENAI_API_KEY=
`;
}
