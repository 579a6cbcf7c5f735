/** The README of a toolkit. Pure. */
import type { ScaffoldName } from '../scaffold-name.js';

/** Markdown. */
export function toolkitReadme({ kebab }: ScaffoldName): string {
  return `# ${kebab}

- \`npm install\` first, unless this folder lies in a checkout of iceOS; \`npm run build\` compiles \`src\` into \`dist\`.
- \`npm test\` builds and runs the tests.
- \`npx ice new tool word_count\` adds a tool with its test; \`npx ice new --help\` lists what else there is.
- \`ICE_PLUGINS=./dist/${kebab}.module.js npx ice run blueprint.yaml\` runs a blueprint with these tools; servers take the same variable.
`;
}
