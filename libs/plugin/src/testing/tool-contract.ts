/** The contract of tools as a suite: what the catalog, the compiler and the engine take for granted. Needs no assertion library. */
import {
  checkSchema,
  compileSchema,
  isFailureError,
  isJsonObject,
  sealJson,
  type JsonObject,
  type JsonValue,
  type ToolContext,
  type ToolDefinition,
} from '@ice/core';
import { runTool, toolNamePattern } from '@ice/tools';
import assert from 'node:assert/strict';
import type { SuiteFrame } from './suite-frame.js';

/** What the suite cannot know by itself. */
export interface ToolContractOptions {
  /** Arguments with which the tool is busy for seconds. With them the suite proves that it stops when it is told to. Default: that is not
   *  proved. */
  readonly slowInput?: JsonObject;
  /** `run`: examples are run and give what they say. `fit`: they are only judged by the schemas, for tools that reach out. Default `run`. */
  readonly examples?: 'run' | 'fit';
}

/** Largest output of one node run. */
const mostBytes = 4 * 1_024 * 1_024;

/** How long a tool may go on after its signal, in ms. */
const graceMs = 1_000;

type OpenTool = () => ToolDefinition | Promise<ToolDefinition>;

/**
 * Registers the tests of one tool.
 * @param frame `{ describe, it }` of the test runner.
 * @param open gives the tool: a definition by `defineTool`, or one out of a catalog, such as `() => ice.tool('price_to_usd')`.
 */
export function toolContract(frame: SuiteFrame, name: string, open: OpenTool, options: ToolContractOptions = {}): void {
  frame.describe(`${name}, by the contract of tools:`, () => {
    describing(frame, open);
    showing(frame, open, options);
    refusing(frame, open);
    if (options.slowInput) stopping(frame, open, options.slowInput);
  });
}

function describing({ it }: SuiteFrame, open: OpenTool): void {
  it('says what it is', async () => {
    const { name, description } = await open();
    assert.match(name, toolNamePattern);
    assert.notEqual(description.trim(), '', 'The description is empty: agents choose tools by it.');
  });

  it('has schemas that can be judged, the one of its arguments of an object', async () => {
    const { input, output } = await open();
    assert.deepEqual(checkSchema(input as JsonValue), []);
    assert.deepEqual(checkSchema(output as JsonValue), []);
    assert.equal(isJsonObject(input) && input['type'], 'object');
  });

  it('makes a fresh instance each time', async () => {
    const tool = await open();
    assert.notEqual(tool.create(), tool.create());
  });
}

function showing({ it }: SuiteFrame, open: OpenTool, { examples = 'run' }: ToolContractOptions): void {
  it('shows an example, and every one fits its schemas', async () => {
    const tool = await open();
    assert.notEqual(tool.examples.length, 0, 'There is no example.');
    for (const { input, output } of tool.examples) {
      assert.deepEqual(compileSchema(tool.input)(input), []);
      assert.deepEqual(compileSchema(tool.output)(output), []);
    }
  });
  if (examples === 'fit') return;

  it('does what its examples say, twice where it is pure', async () => {
    const tool = await open();
    const times = tool.effect === 'pure' ? [1, 2] : [1];
    for (const { input, output } of tool.examples)
      for (const _time of times) {
        const sealed = sealJson(await runTool(tool, input), mostBytes);
        assert.ok(sealed.ok, sealed.ok ? '' : sealed.message);
        assert.deepEqual(plain(sealed.value), plain(output));
      }
  });
}

function refusing({ it }: SuiteFrame, open: OpenTool): void {
  it('refuses arguments that it does not name, unless its schema is open', async () => {
    const tool = await open();
    if (!isJsonObject(tool.input) || tool.input['additionalProperties'] !== false) return;
    const odd = { ...tool.examples[0]?.input, 'no such argument': 1 };
    await assert.rejects(
      runTool(tool, odd),
      (fault) => isFailureError(fault) && codeOf(fault) === 'tool-input-invalid',
    );
  });
}

function stopping({ it }: SuiteFrame, open: OpenTool, slowInput: JsonObject): void {
  it('stops when its signal fires', async () => {
    const controller = new AbortController();
    const context: Partial<ToolContext> = { signal: controller.signal };
    const ended = runTool(await open(), slowInput, context).then(
      () => 'It ended by itself: the arguments are not slow.',
      () => 'stopped',
    );
    setTimeout(() => controller.abort(new Error('Nobody waits any more.')), 10);
    assert.equal(await Promise.race([ended, lateness()]), 'stopped');
  });
}

/** What is sealed has no prototype, and what a test runner gives may have that of another realm. */
function plain(value: JsonValue): JsonValue {
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}

function lateness(): Promise<string> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(`It still ran ${graceMs} ms after its signal.`), graceMs + 10).unref();
  });
}

function codeOf(fault: { readonly failure: { readonly code: string } }): string {
  return fault.failure.code;
}
