import { describe, expect, it } from '@jest/globals';
import { registerProvider } from './register-provider.js';

const provider = { className: 'NewTool', file: './new.tool.js' };
const imports = "import { Module } from '@nestjs/common';";

/** What becomes of the decorator of a module. */
function decoratorAfter(decorator: string, eol = '\n'): string {
  const source = [imports, '', decorator, 'export class Shop {}', ''].join('\n').replaceAll('\n', eol);
  const registration = registerProvider(source, provider);
  if (!registration.ok) return registration.because;
  const [first, second, blank, ...rest] = registration.source.split(eol);
  expect([first, second, blank]).toEqual([imports, "import { NewTool } from './new.tool.js';", '']);
  expect(rest.slice(-2)).toEqual(['export class Shop {}', '']);
  return rest.slice(0, -2).join('\n');
}

describe('a class that is registered', () => {
  it.each([
    ['@Module({ providers: [] })', '@Module({ providers: [NewTool] })'],
    ['@Module({ providers: [Old] })', '@Module({ providers: [Old, NewTool] })'],
    ['@Module({ providers: [Old,] })', '@Module({ providers: [Old, NewTool] })'],
    ['@Module({})', '@Module({ providers: [NewTool] })'],
    ['@Module({ imports: [Other] })', '@Module({ imports: [Other], providers: [NewTool] })'],
    ['@Module({\n  imports: [],\n})', '@Module({\n  imports: [],\n  providers: [NewTool],\n})'],
    ['@Module({\n  imports: []\n})', '@Module({\n  imports: [],\n  providers: [NewTool],\n})'],
    ['@Module({\n  providers: [\n    Old,\n  ],\n})', '@Module({\n  providers: [\n    Old,\n    NewTool,\n  ],\n})'],
    [
      '@Module({\n  providers: [\n    Old // last\n  ],\n})',
      '@Module({\n  providers: [\n    Old, // last\n    NewTool,\n  ],\n})',
    ],
    [
      '@Module({\n  providers: [\n    // none yet\n  ],\n})',
      '@Module({\n  providers: [\n    NewTool,\n    // none yet\n  ],\n})',
    ],
    ['@Module({ providers: [Old,\n  Odd] })', '@Module({ providers: [Old,\n  Odd, NewTool] })'],
    [
      "@Module({\n  // providers: [\n  imports: [Ice.for({ providers: ['providers: ['] })],\n  providers: [{ provide: 'x]', useValue: [1] }],\n})",
      "@Module({\n  // providers: [\n  imports: [Ice.for({ providers: ['providers: ['] })],\n  providers: [{ provide: 'x]', useValue: [1] }, NewTool],\n})",
    ],
  ])('stands in the list of %j', (before, after) => {
    expect(decoratorAfter(before)).toBe(after);
    expect(decoratorAfter(before, '\r\n')).toBe(after);
  });

  it('has a line of its own where one line would be too long', () => {
    const names = Array.from({ length: 11 }, (_, index) => `Service${index}`);
    expect(decoratorAfter(`@Module({\n  providers: [${names.join(', ')}],\n})`)).toBe(
      `@Module({\n  providers: [\n${[...names, 'NewTool'].map((name) => `    ${name},\n`).join('')}  ],\n})`,
    );
  });

  it('is imported behind an import of several lines, and not behind what looks like one', () => {
    const source = `${imports}\nimport {\n  One,\n} from "./one.js"\n// import { No } from './no.js';\n\n@Module({ providers: [One] })\nexport class Shop {}\nimport('./late.js');\n`;
    const registration = registerProvider(source, provider);
    expect(registration).toEqual({
      ok: true,
      source: source
        .replace('"./one.js"', '"./one.js"\nimport { NewTool } from \'./new.tool.js\';')
        .replace('[One]', '[One, NewTool]'),
    });
  });
});

describe('a module that is not understood', () => {
  it.each([
    ['@Module({ providers: own })', 'has providers that are no list [ … ]'],
    ['@Module({ providers: [...own].concat(more) })', 'has providers that are no list [ … ]'],
    ['@Module({ providers: [NewTool] })', 'has the name NewTool already'],
    ['@Module(options)', 'has not exactly one @Module({ … }) that begins a line'],
    ['@Module({})\nclass Inner {}\n@Module({})', 'has not exactly one @Module({ … }) that begins a line'],
    ['/*\n@Module({})\n*/', 'has not exactly one @Module({ … }) that begins a line'],
    ['@Module({ providers: [/[(]/] })', 'has brackets that cannot be followed'],
    ['@Module({ providers: [ })', 'has brackets that cannot be followed'],
  ])('%j is left as it is', (decorator, because) => {
    expect(decoratorAfter(decorator)).toBe(because);
  });

  it('is one without imports', () => {
    expect(registerProvider('@Module({ providers: [] })\nexport class Shop {}\n', provider)).toEqual({
      ok: false,
      because: 'imports nothing above its module',
    });
  });
});
