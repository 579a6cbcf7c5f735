// The thread of one program: a fresh instance of QuickJS, one order in, one answer out, and then it is ended from outside. Plain
// JavaScript, since it has to run as it stands: from `src` under a test runner that compiles in memory, and from `dist`.
// Nothing that the program made ever becomes an object here: only its text and the fact that it failed come out of the interpreter.
import release from '@jitl/quickjs-wasmfile-release-sync';
import { DefaultIntrinsics, newQuickJSWASMModuleFromVariant, newVariant } from 'quickjs-emscripten-core';
import { parentPort, workerData } from 'node:worker_threads';
import { prelude } from './guest-prelude.mjs';

/**
 * @import { GuestAnswer, GuestOrder, GuestSettings } from '../guest-answer.js'
 * @import { QuickJSContext, QuickJSHandle, QuickJSRuntime, QuickJSSyncVariant } from 'quickjs-emscripten-core'
 * @import { MessagePort } from 'node:worker_threads'
 * @typedef {{ Memory: new (pages: { initial: number, maximum: number }) => { buffer: ArrayBuffer } }} MemoryPlatform
 */

/** Beyond the reach of the runtime's own limit: what the interpreter needs to say that it has no memory. */
const spareBytes = 1_048_576;
const pageBytes = 65_536;
/** The module's own memory: its stack, its data, and a heap of 11 MiB. */
const startPages = 256;
/** Of the interpreter; its thread has thirty times as much, because calls inside the interpreter are deeper calls outside. */
const stackBytes = 524_288;
/** Stands before the source on its first line, so that the lines of errors are the author's. */
const opening = '(function (inputs) {';
const closing = '\n})';

/** Its types describe the CommonJS form. */
const variant = /** @type {QuickJSSyncVariant} */ (/** @type {unknown} */ (release));
const port = /** @type {MessagePort} */ (parentPort);
/** @type {GuestSettings} */
const settings = workerData;

takeClock();
const memory = newMemory();
const runtime = await newRuntime();
const context = runtime.newContext({ intrinsics: { ...DefaultIntrinsics, Proxy: false } });
const guest = context.unwrapResult(context.evalCode(`(${String(prelude)})()`, 'prelude.js', { strict: true }));
port.once('message', (/** @type {GuestOrder} */ order) => port.postMessage(answerTo(order)));
port.postMessage('ready');

/** The interpreter asks this thread for the time and the zone. It is always 1970 in Greenwich, so that nothing can be learnt from them
 *  even where the prelude could be got around. */
function takeClock() {
  Date.now = () => 0;
  Date.prototype.getTimezoneOffset = () => 0;
  /** @type {Record<string, unknown>} */
  const parts = /** @type {never} */ (Date.prototype);
  for (const part of ['Seconds', 'Minutes', 'Hours', 'Date', 'Month', 'FullYear', 'Day']) {
    parts[`get${part}`] = parts[`getUTC${part}`];
  }
}

/** The memory of the instance, with a wall of its own should the interpreter miscount. */
function newMemory() {
  const { Memory } = /** @type {{ WebAssembly: MemoryPlatform }} */ (/** @type {unknown} */ (globalThis)).WebAssembly;
  const maximum = startPages + Math.ceil((settings.maxMemoryBytes + spareBytes) / pageBytes);
  return new Memory({ initial: startPages, maximum });
}

/** A runtime in a fresh instance. @returns {Promise<QuickJSRuntime>} */
async function newRuntime() {
  const fresh = newVariant(variant, {
    wasmModule: /** @type {never} */ (settings.module),
    wasmMemory: /** @type {never} */ (memory),
  });
  const made = (await newQuickJSWASMModuleFromVariant(fresh)).newRuntime();
  made.setMaxStackSize(stackBytes);
  return made;
}

/** Never throws: what breaks the interpreter is an answer too. @param {GuestOrder} order @returns {GuestAnswer} */
function answerTo(order) {
  runtime.setMemoryLimit(order.memoryBytes);
  // The sandbox has measured the inputs roughly; the interpreter would not notice that it has no room for their text.
  if (Buffer.byteLength(order.inputs) > order.memoryBytes / 2) return { kind: 'memory' };
  const progress = { isWriting: false };
  try {
    const program = made(order.source);
    if (program === null) return notWhole();
    const returned = call('call', program, context.newString(order.inputs));
    const value = settled(returned);
    progress.isWriting = true;
    return written(call('write', value), order.maxOutputBytes);
  } catch (thrown) {
    if (thrown instanceof Unfit) return { kind: 'unfit', message: thrown.message };
    const told = thrown instanceof Thrown ? describe(thrown.handle, order) : brokenBy(thrown);
    return told.kind === 'failed' && progress.isWriting ? { kind: 'unfit', message: told.message } : told;
  }
}

/** The function around the source, or null when the source is more, or less, than its body. @param {string} source */
function made(source) {
  const text = `${opening}${source}${closing}`;
  const made = taken(context.evalCode(text, 'source.js', { strict: true, backtraceBarrier: true }));
  return context.dump(call('isWhole', made, context.newNumber(text.length - 2))) === true ? made : null;
}

/** What a returned promise comes to. @param {QuickJSHandle} returned @returns {QuickJSHandle} */
function settled(returned) {
  const before = context.getPromiseState(returned);
  if (before.type === 'fulfilled' && before.notAPromise) return returned;
  taken(/** @type {never} */ (runtime.executePendingJobs()));
  const state = context.getPromiseState(returned);
  if (state.type === 'pending') throw new Unfit('a promise that is never kept');
  if (state.type === 'rejected') throw new Thrown(state.error);
  return state.value;
}

/** @param {QuickJSHandle} text @param {number} maxLength @returns {GuestAnswer} */
function written(text, maxLength) {
  if (Number(context.dump(context.getProp(text, 'length'))) > maxLength) return { kind: 'large' };
  const json = context.getString(text);
  // JSON is never empty: there was no memory left for the copy.
  return json === '' ? { kind: 'memory' } : { kind: 'value', json };
}

/** What the program threw. @param {QuickJSHandle} handle @param {GuestOrder} order @returns {GuestAnswer} */
function describe(handle, { memoryBytes }) {
  runtime.setMemoryLimit(memoryBytes + spareBytes);
  const { name, message, stack } = JSON.parse(context.getString(call('describe', handle)));
  const isFull = name === 'InternalError' && message.startsWith('out of memory');
  // Without the memory for an error object, the interpreter throws null. What it took from the module it never gives back.
  const wasFull = context.sameValue(handle, context.null) && memory.buffer.byteLength >= memoryBytes;
  return isFull || wasFull ? { kind: 'memory' } : { kind: 'failed', name, message, ...placeIn(stack) };
}

/** The innermost line of the source. @param {string} stack */
function placeIn(stack) {
  const found = /source\.js:(\d+):(\d+)/.exec(stack);
  if (!found) return {};
  const [line, column] = [Number(found[1]), Number(found[2])];
  return { line, column: line === 1 ? Math.max(1, column - opening.length) : column };
}

/** The interpreter itself has ended; what it holds must not be touched any more. @param {unknown} thrown @returns {GuestAnswer} */
function brokenBy(thrown) {
  const isStack = thrown instanceof RangeError && thrown.message.includes('call stack');
  const message = isStack ? 'stack overflow' : `the interpreter gave up (${String(thrown).slice(0, 200)})`;
  return { kind: 'failed', name: 'InternalError', message };
}

/** @returns {GuestAnswer} */
function notWhole() {
  return { kind: 'failed', name: 'SyntaxError', message: 'a brace closes the function that the source is the body of' };
}

/** @param {'isWhole' | 'call' | 'write' | 'describe'} name @param {readonly QuickJSHandle[]} values */
function call(name, ...values) {
  return taken(context.callFunction(context.getProp(guest, name), context.undefined, ...values));
}

/** @param {ReturnType<QuickJSContext['evalCode']>} result @returns {QuickJSHandle} */
function taken(result) {
  if (result.error) throw new Thrown(result.error);
  return result.value;
}

/** What came out of the interpreter as thrown. */
class Thrown extends Error {
  /** @param {QuickJSHandle} handle */
  constructor(handle) {
    super('The program threw.');
    this.handle = handle;
  }
}

/** A result that is no JSON. */
class Unfit extends Error {}
