/** What the builder's types promise: right programs build documents that the compiler takes, wrong ones do not compile, each for its reason. */
import { describe, expect, it } from '@jest/globals';
import { compileBlueprint, graphOf, toMermaid, type JsonValue } from '@ice/core';
import { blueprint, fromYaml, toYaml } from '@ice/builder';
import { defineTool } from '@ice/tools';
import path from 'node:path';
import ts from 'typescript';
import { z } from 'zod';
import { Engine } from '../support/start-engine.js';
import { rightPrograms } from './right-programs.js';
import { wrongPrograms } from './wrong-programs.js';

const root = path.join(import.meta.dirname, '..', '..');
const right = Object.entries(rightPrograms);

/** The tools that the program about tools of one's own tells TypeScript of. */
const ownTools = [
  defineTool({
    name: 'word_count',
    description: 'Counts words.',
    input: z.object({ text: z.string() }),
    output: z.object({ words: z.int() }),
    run: ({ text }) => ({ words: text.split(' ').length }),
  }),
  defineTool({
    name: 'docs__search',
    description: 'Finds nothing.',
    input: z.looseObject({}),
    output: z.looseObject({}),
    run: () => ({}),
  }),
];

describe('right programs', () => {
  const { environment } = new Engine({ tools: ownTools });

  it('are twenty-five at least', () => {
    expect(right.length).toBeGreaterThanOrEqual(25);
  });

  it.each(right)('build documents that the compiler takes: %s', (_name, document) => {
    const { ok, diagnostics } = compileBlueprint(document as unknown as JsonValue, environment);
    expect({ ok, diagnostics }).toEqual({ ok: true, diagnostics: [] });
  });

  it.each(right)('build documents that are the same in YAML: %s', (_name, document) => {
    expect(fromYaml(toYaml(document))).toMatchObject({ ok: true, document });
  });

  it('build what they say: a condition', () => {
    expect(rightPrograms['a condition with two branches']?.nodes[0]).toEqual({
      id: 'route',
      type: 'condition',
      expression: '{{ inputs.formal }}',
      then: {
        nodes: [{ id: 'letter', type: 'tool', tool_name: 'echo', tool_args: { value: 'Dear Sir' } }],
        output: { line: 'Dear Sir' },
      },
      else: {
        nodes: [{ id: 'note', type: 'tool', tool_name: 'echo', tool_args: { value: 'Hi' } }],
        output: { line: 'Hi' },
      },
    });
  });

  it('build what they say: cases, branches and a group', () => {
    const sleep = (id: string, ms: unknown) => ({ id, type: 'tool', tool_name: 'sleep', tool_args: { ms } });
    expect(rightPrograms['cases, the first of which counts']?.nodes).toEqual([
      {
        id: 'route',
        type: 'condition',
        cases: [
          { when: '{{ inputs.size > 100 }}', block: { nodes: [sleep('large', 2)] } },
          { when: 'inputs.size > 10', block: { nodes: [sleep('medium', 1)] } },
        ],
        else: { nodes: [sleep('small', 0)] },
      },
    ]);
    expect(rightPrograms['branches side by side']?.nodes[0]).toMatchObject({
      id: 'both',
      type: 'parallel',
      concurrency: 2,
      branches: { left: { nodes: [sleep('one', 1)] }, right: { nodes: [{ id: 'two', type: 'llm' }] } },
    });
    expect(rightPrograms['a group with a retry around it']?.nodes[0]).toEqual({
      id: 'twice',
      type: 'group',
      retry: { on: ['timeout'], max_attempts: 2 },
      timeout_s: 10,
      nodes: [sleep('one', 1), sleep('two', '{{ nodes.one.ms }}')],
      output: '{{ nodes.two.ms }}',
    });
  });

  it('build what they say: monitors and a last block', () => {
    expect(rightPrograms['monitors, a last block and facts of node runs']).toEqual({
      schema_version: '1.0',
      name: 'p',
      on_budget: 'fail',
      tags: ['shown'],
      nodes: [
        {
          id: 'try',
          type: 'tool',
          tool_name: 'http_request',
          tool_args: { url: 'https://example.com/' },
          on_error: 'continue',
        },
        {
          id: 'tell',
          type: 'tool',
          tool_name: 'text_template',
          tool_args: { template: '{{ runs.try.status }}', data: { attempts: '{{ runs.try.attempts }}' } },
        },
      ],
      monitors: [
        {
          when: '{{ execution.failures > 2 }}',
          action: 'cancel',
          message: 'Cancelled after {{ execution.failures }} failures.',
        },
      ],
      finally: {
        nodes: [
          {
            id: 'note',
            type: 'tool',
            tool_name: 'echo',
            tool_args: { value: ['{{ runs.try.status }}', '{{ execution.id }}'] },
          },
        ],
      },
    });
  });
});

describe('a flowchart of a program', () => {
  const program = blueprint('p').nodes((block) =>
    block.tool('one', 'echo').tool('two', 'echo', ({ nodes }) => ({ value: nodes.one })),
  );

  it('is the one that core draws of the document', () => {
    const graph = graphOf(program.build() as unknown as JsonValue);
    expect(program.mermaid('right')).toBe(graph && toMermaid(graph, 'right'));
    expect(program.mermaid().split('\n')[0]).toBe('flowchart TD');
  });

  it('is refused where there is no document', () => {
    const endless = blueprint('p').nodes((block) => block.tool('one', 'sleep', { ms: Number.NaN }));
    expect(() => endless.mermaid()).toThrow(expect.objectContaining({ code: 'validation-failed' }));
  });
});

describe('wrong programs', () => {
  const file = path.join(import.meta.dirname, 'wrong-programs.ts');
  const text = ts.sys.readFile(file) ?? '';

  it('are twenty-five at least', () => {
    expect(Object.keys(wrongPrograms).length).toBeGreaterThanOrEqual(25);
  });

  it('each have one error, which TypeScript finds where the program says', () => {
    expect(errorsIn(file, text.replaceAll('@ts-expect-error', '(an error here)'))).toEqual(toldErrors(text));
    expect(toldErrors(text).map(({ program }) => program)).toEqual(Object.keys(wrongPrograms));
  }, 60_000);
});

interface FoundError {
  readonly program: string;
  /** From 1. */
  readonly line: number;
  readonly code: string;
}

/** What the comments of the programs say. */
function toldErrors(text: string): readonly FoundError[] {
  return text.split('\n').flatMap((line, index) => {
    const [, code] = /^\s*\/\/ @ts-expect-error (TS\d+) \S/.exec(line) ?? [];
    return code === undefined ? [] : [{ program: programAt(text, index), line: index + 2, code }];
  });
}

/** What TypeScript finds in the file when this text stands in it. One program for all, and one pass. */
function errorsIn(file: string, text: string): readonly FoundError[] {
  const config = path.join(root, 'tsconfig.specs.json');
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, ts.sys.readFile.bind(ts.sys)).config,
    ts.sys,
    root,
  );
  const host = ts.createCompilerHost(options);
  const readFile = host.readFile.bind(host);
  host.readFile = (name) => (path.resolve(name) === file ? text : readFile(name));
  const program = ts.createProgram({ rootNames: [file], options: { ...options, incremental: false }, host });
  const source = program.getSourceFile(file);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
    ({ start, code }) => {
      const line = source?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0;
      return { program: programAt(text, line), line: line + 1, code: `TS${code}` };
    },
  );
}

/** The name of the program that the line (from 0) stands in. */
function programAt(text: string, line: number): string {
  const names = text
    .split('\n')
    .slice(0, line + 1)
    .flatMap((each) => /^ {2}'(.+)': \(\) =>/.exec(each)?.[1] ?? []);
  return names.at(-1) ?? '';
}
