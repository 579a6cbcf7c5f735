// The types of the built-in tools as files of @ice/builder, one for each toolkit and one for all. Pure: the script that writes them and the
// test that compares them hand in toolkits and writer.

const head = [
  '/** Written by `npm run schemas` out of the schemas of the tools; a test tells when it is stale. Types only. */',
  '',
].join('\n');

/**
 * File name to content. The same toolkits, in any order, give the same files.
 * @param {readonly {readonly name: string; readonly tools: readonly import('@ice/builder').DescribedTool[]}[]} toolkits
 * @param {typeof import('@ice/builder').toolTypesText} toolTypesText
 * @returns {Readonly<Record<string, string>>}
 */
export function toolTypeFiles(toolkits, toolTypesText) {
  const sorted = [...toolkits].sort((one, other) => (one.name < other.name ? -1 : 1));
  const files = sorted.map(({ name, tools }) => {
    const text = toolTypesText(interfaceName(name), tools);
    const needsJson = text.includes('AnyJson') ? "import type { AnyJson } from '../any-json.js';\n\n" : '';
    return [`${name}-tools.ts`, `${head}${needsJson}${described(name, text)}`];
  });
  return { ...Object.fromEntries(files), 'built-in-tools.ts': allTools(sorted.map(({ name }) => name)) };
}

/** @param {readonly string[]} names */
function allTools(names) {
  const imports = names.map((name) => `import type { ${interfaceName(name)} } from './${name}-tools.js';\n`).join('');
  const bases = names.map(interfaceName).join(', ');
  return `${head}${imports}\n/** Every tool that a server has without further configuration. */\nexport interface BuiltInTools extends ${bases} {}\n`;
}

/** @param {string} name @param {string} text */
function described(name, text) {
  return `/** The tools of the toolkit \`${name}\`. */\n${text}`;
}

/** @param {string} toolkit */
function interfaceName(toolkit) {
  return `${toolkit.slice(0, 1).toUpperCase()}${toolkit.slice(1)}Tools`;
}
