/** The README of an application. Pure. */
import type { ScaffoldName } from '../scaffold-name.js';

/** Markdown. */
export function appReadme({ kebab }: ScaffoldName): string {
  return `# ${kebab}

- \`npm install\` first, unless this folder lies in a checkout of iceOS; \`cp .env.example .env\` where there is no \`.env\`.
- \`npm test\` builds and runs the tests.
- \`npx ice run blueprints/${kebab}.yaml\` runs the blueprint after the build; \`npm start\` builds and starts the server.
- \`npx ice new tool word_count\` adds a tool with its test; \`npx ice new --help\` lists what else there is.
`;
}
