/** The reference of tools has every built-in tool, with the arguments, outputs, effects and failures that it has. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type RunningApi } from '../support/start-api.js';
import { codeWords, MarkdownPage, plainText } from './markdown-page.js';
import { argumentRows, outputRows, type ShownTool } from './tool-section.js';

const page = new MarkdownPage('docs/reference/tools.md');
const errors = new MarkdownPage('docs/reference/errors.md');

let api: RunningApi;
let tools: readonly ShownTool[];

beforeAll(async () => {
  api = await startApi();
  const { data } = (await api.request('GET', '/api/v1/catalog/tools')).body;
  const names = (data as readonly { readonly name: string }[]).map(({ name }) => name);
  const shown = await Promise.all(names.map((name) => api.request('GET', `/api/v1/catalog/tools/${name}`)));
  tools = shown.map(({ body }) => body);
});

afterAll(() => api.close());

/** Both tables of a section: rows of the one have four cells, those of the other three. */
function written(heading: string): readonly (readonly string[])[] {
  return page.rows(heading).map((row) => Object.values(row).map(plainText));
}

/** Codes of the tool's own, as the reference of errors has them. */
function failuresOf(name: string): readonly string[] {
  const rows = errors.rows('Failures of the built-in tools');
  return rows.filter((row) => codeWords(row['tools'] ?? '').includes(name)).map((row) => plainText(row['code'] ?? ''));
}

/** The lines between a heading and the next one. */
function sectionOf(heading: string): readonly string[] {
  const start = page.prose.indexOf(heading);
  const rest = page.prose.slice(start + 1);
  const end = rest.findIndex((line) => line.startsWith('#'));
  return start < 0 ? [] : rest.slice(0, end < 0 ? undefined : end);
}

describe('docs/reference/tools.md', () => {
  it('has a section for each built-in tool in its toolkit, and none for another', () => {
    const headings = page.prose.filter((line) => /^##+ (?:Toolkit )?`/.test(line));
    const expected = [...new Set(tools.map(({ toolkit }) => toolkit))]
      .sort()
      .flatMap((toolkit) => [
        `## Toolkit \`${toolkit}\``,
        ...tools.filter((tool) => tool.toolkit === toolkit).map(({ name }) => `### \`${name}\``),
      ]);
    expect(headings).toEqual(expected);
  });

  it('gives the arguments and outputs of each', () => {
    const pairs = tools.map((tool) => {
      const rows = [...argumentRows(tool), ...outputRows(tool)];
      return [tool.name, rows.map((cells) => cells.map(plainText))];
    });
    expect(tools.map(({ name }) => [name, written(`\`${name}\``)])).toEqual(pairs);
  });

  it('gives the effect and the failures of each', () => {
    const lines = tools.map(
      ({ name }) => sectionOf(`### \`${name}\``).find((line) => line.startsWith('Effect: ')) ?? '',
    );
    const expected = tools.map(({ name, effect }) => [effect, ...failuresOf(name)]);
    expect(lines.map(codeWords)).toEqual(expected);
  });

  it('explains nothing without words', () => {
    const rows = tools.flatMap((tool) => [...argumentRows(tool), ...outputRows(tool)]);
    expect(rows.filter((cells) => cells.at(-1) === '')).toEqual([]);
  });
});
