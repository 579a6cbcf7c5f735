import { afterAll, describe, expect, it } from '@jest/globals';
import type { CodeOutcome, CodeRequest, JsonObject, JsonValue } from '@ice/core';
import fc from 'fast-check';
import { QuickJsSandbox } from './quick-js-sandbox.js';

const sandbox = new QuickJsSandbox({ programs: 2 });
const mebibyte = 1_048_576;

afterAll(() => sandbox.dispose());

function request(source: string, more: Partial<CodeRequest> = {}): CodeRequest {
  const limits = { timeoutMs: 20_000, memoryBytes: 32 * mebibyte, maxOutputBytes: 4 * mebibyte };
  return { source, inputs: {}, ...limits, signal: new AbortController().signal, ...more };
}

function run(source: string, more: Partial<CodeRequest> = {}): Promise<CodeOutcome> {
  return sandbox.run(request(source, more));
}

async function valueOf(source: string, inputs: JsonObject = {}): Promise<JsonValue> {
  const outcome = await run(source, { inputs });
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.output;
}

async function codeOf(source: string, more: Partial<CodeRequest> = {}): Promise<string> {
  const outcome = await run(source, more);
  return outcome.ok ? `ok: ${JSON.stringify(outcome.output)}` : outcome.failure.code;
}

async function messageOf(source: string): Promise<string> {
  const outcome = await run(source);
  return outcome.ok ? `ok: ${JSON.stringify(outcome.output)}` : `${outcome.failure.code}: ${outcome.failure.message}`;
}

describe('a program', () => {
  it.each<[string, JsonObject, JsonValue]>([
    ['return inputs.a + inputs.b;', { a: 40, b: 2 }, 42],
    [
      'return inputs;',
      { text: 'ä€😀\u2028\u0000', list: [1, -0.5, 1e300], none: null, yes: true },
      { text: 'ä€😀\u2028\u0000', list: [1, -0.5, 1e300], none: null, yes: true },
    ],
    ['return "\\ud800";', {}, '\ud800'],
    ['return null;', {}, null],
    ['return "";', {}, ''],
    ['return { a: undefined, b: 1 };', {}, { b: 1 }],
    ['return Object.assign(Object.create(null), { a: 1 });', {}, { a: 1 }],
    ['return { at: new Date(0) };', {}, { at: '1970-01-01T00:00:00.000Z' }],
    ['return 1 // the end', {}, 1],
    ['return [2n ** 64n].map(String);', {}, ['18446744073709551616']],
    ['return Promise.resolve(1).then((one) => ({ one }));', {}, { one: 1 }],
    ['return (async () => { await null; return 7; })();', {}, 7],
    ['return eval("1 + 1");', {}, 2],
  ])('%s', async (source, inputs, value) => {
    expect(await valueOf(source, inputs)).toEqual(value);
  });

  it('has any JSON as it is, and gives it back as it is', async () => {
    const values = fc.array(fc.jsonValue({ stringUnit: 'binary' }), { maxLength: 200 }) as fc.Arbitrary<JsonValue[]>;
    await fc.assert(
      fc.asyncProperty(values, async (list) => {
        expect(await valueOf('return inputs.list;', { list })).toEqual(JSON.parse(JSON.stringify(list)));
      }),
      { numRuns: 15 },
    );
  });

  it('has a fresh copy of its inputs', async () => {
    const inputs = { list: [1] };
    expect(await valueOf('inputs.list.push(2); return inputs.list;', inputs)).toEqual([1, 2]);
    expect(inputs).toEqual({ list: [1] });
  });

  it('keeps a member that is called __proto__ as data, in and out', async () => {
    const inputs = JSON.parse('{"__proto__":{"polluted":true}}') as JsonObject;
    const value = await valueOf('return [inputs, typeof inputs.polluted, typeof ({}).polluted];', inputs);
    expect(JSON.stringify(value)).toBe('[{"__proto__":{"polluted":true}},"undefined","undefined"]');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf((value as readonly JsonValue[])[0])).toBe(Object.prototype);
  });

  it('cannot reach the prototypes of anyone else by those of its own', async () => {
    const source = `
      for (const kind of [Object, Array, String, Function, Error, Promise]) {
        kind.prototype.polluted = true;
        kind.prototype.toJSON = undefined;
      }
      JSON.stringify = JSON.parse = Reflect.apply = Object.getPrototypeOf = () => 'tampered';
      Array.isArray = () => false;
      return { own: Object.keys(inputs) };`;
    expect(await valueOf(source, { a: 1 })).toEqual({ own: ['a'] });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('gives the same result each time: no clock, no chance, no zone', async () => {
    const source =
      'return [new Date(2020, 0, 1, 12).toISOString(), new Date("2020-06-01T00:00:00Z").getHours(), new Date(1).constructor === Date];';
    expect(await valueOf(source)).toEqual(['2020-01-01T12:00:00.000Z', 0, true]);
    for (const clock of [
      'Date.now()',
      'new Date()',
      'Date()',
      'new (class extends Date {})()',
      'new (new Date(0).constructor)()',
    ]) {
      expect(await messageOf(`return ${clock};`)).toContain('code-failed: TypeError: A program has no clock');
    }
    expect(await messageOf('return Math.random();')).toContain('code-failed: TypeError: There is no Math.random');
  });
});

describe('what a program returns that is no JSON', () => {
  it.each([
    ['', 'nothing was returned; end the program with `return` and a value'],
    ['return undefined;', 'nothing was returned; end the program with `return` and a value'],
    ['return () => 1;', 'a value of type function'],
    ['return { a: { b: Symbol("s") } };', 'a value of type symbol at /a/b'],
    ['return 5n;', 'a value of type bigint'],
    ['return [1, , 2];', 'a value of type undefined at /1'],
    ['return { share: 1 / 0 };', 'the number Infinity at /share'],
    ['return [NaN];', 'the number NaN at /0'],
    ['return new Map([[1, 2]]);', 'an instance of Map'],
    ['return { p: new (class Point { x = 1; })() };', 'an instance of Point at /p'],
    ['const o = {}; o.o = o; return o;', 'circular reference'],
    ['let o = 1; for (let n = 0; n < 201; n += 1) o = [o]; return o;', 'a value that is nested deeper than 200 levels'],
    ['return new Promise(() => undefined);', 'a promise that is never kept'],
    ['return { get a() { throw new Error("mine"); } };', 'mine'],
    ['return { toJSON() { throw new Error("mine"); } };', 'mine'],
  ])('%s', async (source, words) => {
    expect(await messageOf(source)).toBe(`code-output-invalid: The result is no JSON: ${words}.`);
  });

  it('is told of as too deep, however deep it is', async () => {
    const deep = 'let o = {}; for (let n = 0; n < 1e5; n += 1) o = { o }; return o;';
    expect(await codeOf(deep)).toBe('code-output-invalid');
    expect(await valueOf('let o = 1; for (let n = 0; n < 200; n += 1) o = [o]; return JSON.stringify(o).length;')).toBe(
      401,
    );
  });

  it('is too large above the limit, and not at it', async () => {
    expect(await valueOf('return "x".repeat(4194302);')).toHaveLength(4_194_302);
    expect(await messageOf('return "x".repeat(4194303);')).toBe(
      'output-too-large: The value is larger than 4194304 bytes.',
    );
  });
});

describe('a program that fails', () => {
  it.each<[string, string, JsonObject | undefined]>([
    ['\n\nfoo.bar', "ReferenceError: 'foo' is not defined (line 3)", { name: 'ReferenceError', line: 3, column: 1 }],
    ['throw new RangeError("far");', 'RangeError: far (line 1)', { name: 'RangeError', line: 1, column: 21 }],
    [
      '1;\n  let x = ;\nreturn 2',
      "SyntaxError: unexpected token in expression: ';' (line 2)",
      { name: 'SyntaxError', line: 2, column: 11 },
    ],
    ['leak = 1;', "ReferenceError: 'leak' is not defined (line 1)", { name: 'ReferenceError', line: 1, column: 1 }],
    [
      'const deep = () => {\n  inputs.a.b;\n};\nreturn [1].map(deep);',
      "TypeError: cannot read property 'b' of undefined (line 2)",
      { name: 'TypeError', line: 2, column: 11 },
    ],
    [
      'return Promise.reject(new TypeError("no"));',
      'TypeError: no (line 1)',
      { name: 'TypeError', line: 1, column: 36 },
    ],
    ['throw "text";', 'text', undefined],
    ['throw { code: 1 };', '{"code":1}', undefined],
    ['throw null;', 'null', undefined],
    ['throw Symbol("s");', 'Symbol(s)', undefined],
    ['throw { toString() { throw 1; }, toJSON() { throw 2; } };', 'No reason was given.', undefined],
  ])('%s', async (source, message, evidence) => {
    const failure = { code: 'code-failed', message, retryable: false, ...(evidence && { evidence }) };
    expect(await run(source)).toEqual({ ok: false, failure });
  });

  it.each([
    'return 1 }, function () {',
    'return 1 }[0] = function () {',
    'return 1 })(); (function () {',
    '} function f() {',
  ])('is no body of a function: %s', async (source) => {
    expect(await messageOf(source)).toMatch(/^code-failed: SyntaxError: /);
  });

  it('has its message cut, also with its line behind it', async () => {
    const outcome = await run('throw new Error("x".repeat(1e6));');
    expect(outcome).toMatchObject({ failure: { message: expect.stringMatching(/^Error: x+ \(line 1\)$/) } });
    expect(outcome.ok ? 0 : outcome.failure.message.length).toBe(500);
  });
});

describe('a program without end', () => {
  it.each([
    ['a loop', 'while (true) {}'],
    ['a native search', 'return "a".repeat(2e6).indexOf("a".repeat(1e6) + "b");'],
    ['a native join', 'const a = []; a.length = 2 ** 32 - 1; return a.join("x");'],
    ['a native search in holes', 'return Array(2 ** 31).indexOf(1);'],
    ['a regular expression', 'return /^(a+)+$/.test("a".repeat(40) + "!");'],
    ['promises', 'const next = () => Promise.resolve().then(next); return next();'],
    ['a getter of the result', 'return { get a() { while (true) {} } };'],
    ['the text of an error', 'throw { message: 1, toJSON() { while (true) {} } };'],
    ['the message of an error', 'throw { get message() { while (true) {} } };'],
  ])('is ended on the wall clock: %s', async (_what, source) => {
    expect(await run(source, { timeoutMs: 250 })).toEqual({
      ok: false,
      failure: {
        code: 'timeout',
        message: 'The program did not end within 250 ms.',
        retryable: true,
        evidence: { limit_ms: 250 },
      },
    });
  });
});

describe('a program without bounds', () => {
  it.each([
    ['one block', 'return new Uint8Array(2 ** 30).length;'],
    ['growing text', 'const all = []; for (;;) all.push("x".repeat(100_000) + all.length);'],
    ['growing lists', 'let a = []; for (;;) a = [a, a];'],
    ['a growing map', 'const m = new Map(); for (let n = 0; ; n += 1) m.set(n, { n });'],
  ])('gets no more memory than its own: %s', async (_what, source) => {
    expect(await run(source, { memoryBytes: 8 * mebibyte })).toEqual({
      ok: false,
      failure: {
        code: 'code-memory-exceeded',
        message: 'The program needs more than 8 MiB of memory.',
        retryable: false,
        evidence: { limit_bytes: 8 * mebibyte },
      },
    });
  });

  it('cannot be given inputs that do not fit into its memory', async () => {
    const inputs = { text: 'x'.repeat(3 * mebibyte) };
    expect(await codeOf('return inputs.text.length;', { inputs, memoryBytes: 8 * mebibyte })).toBe(
      'code-memory-exceeded',
    );
    expect(await codeOf('return inputs.text.length;', { inputs })).toBe('ok: 3145728');
  });

  it.each([
    ['calls', 'function f() { return f() + 1; } return f();'],
    ['parsing', 'return JSON.parse("[".repeat(1e5) + "]".repeat(1e5)).length;'],
    ['reading', `return eval("(".repeat(1e4) + "1" + ")".repeat(1e4));`],
    ['text of lists', 'let a = []; for (let n = 0; n < 1e4; n += 1) a = [a]; return String(a);'],
  ])('gets no deeper than its stack: %s', async (_what, source) => {
    expect(await messageOf(source)).toMatch(/^code-failed: \w+: stack overflow/);
  });

  it('may catch that, and go on', async () => {
    const source = 'try { (function f() { f(); })(); } catch (error) { return error.message; }';
    expect(await valueOf(source)).toBe('stack overflow');
  });

  it('cannot be allowed more than the sandbox has', async () => {
    await expect(run('return 1;', { memoryBytes: 33 * mebibyte })).rejects.toThrow(RangeError);
  });
});

describe('the world of a program', () => {
  it('has the language, and nothing of a host', async () => {
    const names = (await valueOf('return Object.getOwnPropertyNames(globalThis).sort();')) as readonly string[];
    const language = `AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError
      Float16Array Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array InternalError Iterator JSON Map Math NaN
      Number Object Promise RangeError ReferenceError Reflect RegExp Set String Symbol SyntaxError TypeError URIError Uint16Array
      Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakSet decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval
      globalThis isFinite isNaN parseFloat parseInt undefined unescape`;
    expect(names).toEqual(language.split(/\s+/));
  });

  it.each([
    'return this.constructor.constructor("return process")();',
    'return [].constructor.constructor("return process")();',
    'return (async () => {}).constructor("return process")();',
    'return (function* () {}).constructor("yield process")().next();',
    'return inputs.constructor.constructor("return require")();',
    'try { null.x; } catch (error) { return error.constructor.constructor("return process.env")(); }',
    'return import("fs");',
    'return import("node:child_process");',
    'return import("./guest-worker.mjs");',
    'return new Proxy({}, { get: () => 1 });',
    'return Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);',
    'return new WebAssembly.Module(new Uint8Array(8));',
    'return fetch("http://127.0.0.1/");',
    'return 2n ** (2n ** 24n);',
    'import fs from "fs"; return 1;',
    'return arguments.callee.caller;',
    'return postMessage("hello");',
  ])('leads nowhere: %s', async (source) => {
    expect(await messageOf(source)).toMatch(/^code-failed: (?:Reference|Type|Syntax|Range)Error: /);
  });

  it('is another one for each program', async () => {
    await valueOf('globalThis.left = Object.prototype.left = 1; return left;');
    expect(await valueOf('return [typeof left, typeof ({}).left];')).toEqual(['undefined', 'undefined']);
  });

  it('is another one for programs at the same time', async () => {
    const source = 'globalThis.own = inputs.n; for (let i = 0; i < 1e5; i += 1); return [own, inputs.n];';
    const outcomes = await Promise.all(Array.from({ length: 6 }, (_, n) => valueOf(source, { n })));
    expect(outcomes).toEqual([0, 1, 2, 3, 4, 5].map((n) => [n, n]));
  });
});

describe('a sandbox', () => {
  it('ends a program whose signal fires, and has its place again', async () => {
    const narrow = new QuickJsSandbox({ programs: 1 });
    const controller = new AbortController();
    const running = narrow.run(request('for (;;);', { signal: controller.signal }));
    const waiting = new AbortController();
    const inLine = narrow.run(request('return 1;', { signal: waiting.signal }));
    const last = narrow.run(request('return 2;'));
    waiting.abort(new Error('never mind'));
    await expect(inLine).rejects.toThrow('never mind');
    setTimeout(() => controller.abort(new Error('enough')), 100);
    await expect(running).rejects.toThrow('enough');
    expect(await last).toEqual({ ok: true, output: 2 });
    await narrow.dispose();
  });

  it('says so when it cannot start a thread', async () => {
    const impossible = new QuickJsSandbox({ maxMemoryBytes: 2 ** 42 });
    await expect(impossible.run(request('return 1;'))).rejects.toMatchObject({
      code: 'engine-fault',
      message: 'No thread can be started.',
      retryable: true,
    });
    await impossible.dispose();
  });

  it('starts nothing for a signal that has fired already', async () => {
    await expect(run('return 1;', { signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow('too late');
  });

  it('counts only the time of the program, not of its wait', async () => {
    const narrow = new QuickJsSandbox({ programs: 1 });
    const before = narrow.run(request('for (;;);', { timeoutMs: 1_500 }));
    const after = narrow.run(request('return 1;', { timeoutMs: 1_000 }));
    expect(await before).toMatchObject({ failure: { code: 'timeout' } });
    expect(await after).toEqual({ ok: true, output: 1 });
    await narrow.dispose();
  });

  it('that is closed ends what runs and what waits, and takes no more', async () => {
    const closing = new QuickJsSandbox({ programs: 1 });
    const outcomes = Promise.allSettled([closing.run(request('for (;;);')), closing.run(request('return 1;'))]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await closing.dispose();
    await closing.dispose();
    const closed = { status: 'rejected', reason: expect.objectContaining({ code: 'engine-fault' }) };
    expect(await outcomes).toEqual([closed, closed]);
    await expect(closing.run(request('return 1;'))).rejects.toMatchObject({ code: 'engine-fault' });
  });
});
