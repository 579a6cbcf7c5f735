/** Where the examples are played in tests: two real servers in this process. One runs them as anybody does at home, in test mode with
 *  synthetic models; the other one asks models that a story scripts. Both are offline, and nothing of them is left in the end. */
import { fromYaml } from '@ice/builder';
import type { ExecutionEvent, ExecutionSnapshot, JsonObject, JsonValue } from '@ice/core';
import { readMcpServers, startMockBin, type MockBin } from '@ice/tools';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { startModelServer, type ModelReply, type ModelServer } from '../test/support/model-server.js';
import { openAiReply, type Call } from '../test/support/openai-reply.js';
import { startApi, type RunningApi } from '../test/support/start-api.js';

/** What a scripted model is asked. */
export interface Asked {
  /** Without its provider. */
  readonly model: string;
  /** Of all system messages. */
  readonly system: string;
  /** The last message of the user. */
  readonly prompt: string;
  /** What tools have answered in this conversation, oldest first. */
  readonly results: readonly string[];
}

/** What a scripted model does: text, JSON, calls of tools, or a failure with this HTTP status. */
export type Script = (asked: Asked) => string | JsonObject | readonly Call[] | number;

/** An execution as far as it has come. */
export interface Played {
  readonly snapshot: ExecutionSnapshot;
  readonly events: readonly ExecutionEvent[];
  /** `type path` of every event but the queue's. */
  readonly story: readonly string[];
}

/** What `validate` says of a document. */
export interface Judged {
  readonly diagnostics: readonly JsonValue[];
  readonly cost: { readonly max_usd: string; readonly calls: number } | null;
  readonly mermaid: string;
}

const executions = '/api/v1/executions';

/** The names of the examples that it plays, in the order of the README. */
export const exampleNames = [
  'document-summary',
  'support-triage',
  'research-agent',
  'folder-questions',
  'prompt-comparison',
  'moderation-gate',
  'retry-and-fallback',
  'nightly-report',
  'mcp-tools',
  'saga',
] as const;

/** One of `exampleNames`. */
export type ExampleName = (typeof exampleNames)[number];

/** The document of an example. */
export function readExample(name: ExampleName): JsonValue {
  const read = fromYaml(readFileSync(path.join(import.meta.dirname, name, `${name}.yaml`), 'utf8'));
  if (!read.ok) throw new Error(`${name}: ${read.message}`);
  return read.document;
}

/** See the head of this file. `open` before use, `close` in the end. */
export class ExampleStage {
  #home: RunningApi | undefined;
  #scripted: RunningApi | undefined;
  #models: ModelServer | undefined;
  #bin: MockBin | undefined;
  /** Takes every request and answers none. */
  readonly #deaf: Server = createServer(() => undefined);

  async open(): Promise<void> {
    this.#models = await startModelServer();
    this.#bin = await startMockBin();
    await new Promise<void>((resolve) => this.#deaf.listen(0, '127.0.0.1', resolve));
    const mcpServers = stockServer();
    const scripted = {
      ...{ testMode: false, openaiApiKey: 'sk-scripted', openaiBaseUrl: this.#models.url, mcpServers },
      httpToolAllow: [this.#bin.url, this.deaf].map((url) => new URL(url).host),
    };
    this.#home = await startApi({ config: { mcpServers } });
    this.#scripted = await startApi({ config: scripted });
  }

  async close(): Promise<void> {
    await this.#home?.close();
    await this.#scripted?.close();
    await this.#models?.[Symbol.asyncDispose]();
    await this.#bin?.close();
    this.#deaf.closeAllConnections();
    await new Promise((resolve) => this.#deaf.close(resolve));
  }

  /** The address of a bin that the scripted server reaches. */
  bin(name: string): string {
    return `${this.#bin?.url}/${name}`;
  }

  /** An address that the scripted server reaches, and that never answers. */
  get deaf(): string {
    return `http://127.0.0.1:${(this.#deaf.address() as AddressInfo).port}/`;
  }

  /** What was posted to that bin, oldest first. */
  posted(name: string): readonly JsonValue[] {
    const entries = this.#bin?.entries() ?? [];
    return entries.filter(({ bin }) => bin === name).map(({ payload }) => payload);
  }

  /** What the compiler says of an example. */
  async judge(name: ExampleName): Promise<Judged> {
    const json = readExample(name);
    const { text } = await opened(this.#home).request('POST', '/api/v1/blueprints/validate', { json });
    const { graph, ...judged } = JSON.parse(text) as Judged & { readonly graph: Pick<Judged, 'mermaid'> };
    return { ...judged, mermaid: graph.mermaid };
  }

  /** Runs an example in test mode until it has ended, or waits for more than some seconds. */
  rehearse(name: ExampleName, inputs: JsonObject = {}): Promise<Played> {
    return start(opened(this.#home), name, inputs);
  }

  /** The same with models that do as the script says. */
  play(name: ExampleName, script: Script, inputs: JsonObject = {}): Promise<Played> {
    if (this.#models) this.#models.reply = (body) => replyOf(script(askedOf(body)));
    return start(opened(this.#scripted), name, inputs);
  }

  /** Starts an example that asks no model, and gives it as it is when this is in its story. */
  async playUntil(line: string, name: ExampleName, inputs: JsonObject): Promise<Played> {
    const api = opened(this.#scripted);
    const json = { blueprint: readExample(name), inputs };
    const { text } = await api.request('POST', `${executions}/`, { json });
    return until(api, idIn(text), ({ story }) => story.includes(line));
  }

  /** Answers the question of an execution that waits, and follows it on: to its end, or to the next wait. */
  async answer(played: Played, value: JsonValue): Promise<Played> {
    const { execution_id: id, open_signals: open } = played.snapshot;
    const api = await this.#apiOf(id);
    const place = `${executions}/${id}/signals/${open[0]?.signal_id}`;
    const { status, text } = await api.request('POST', place, { json: { value } });
    if (status !== 200) throw new Error(text);
    return this.ended(played);
  }

  /** Cancels it, and gives how it ended. */
  async cancel(played: Played): Promise<Played> {
    const { execution_id: id } = played.snapshot;
    await (await this.#apiOf(id)).request('POST', `${executions}/${id}/cancel`);
    return this.ended(played);
  }

  /** The execution once it has ended; fails after some seconds. */
  async ended({ snapshot: { execution_id: id } }: Played): Promise<Played> {
    return until(await this.#apiOf(id), id, ({ snapshot }) => snapshot.ended_at !== null);
  }

  /** Which of the two servers runs it. */
  async #apiOf(id: string): Promise<RunningApi> {
    const { status } = await opened(this.#home).request('GET', `${executions}/${id}`);
    return opened(status === 200 ? this.#home : this.#scripted);
  }
}

/** The MCP server of the example, as the README has it attached. */
function stockServer() {
  const script = path.join(import.meta.dirname, 'mcp-tools', 'server.mjs');
  const read = readMcpServers({ stock: { command: process.execPath, args: [script] } });
  if (!read.ok) throw new Error(read.because);
  return read.value;
}

function opened(api: RunningApi | undefined): RunningApi {
  if (!api) throw new Error('The stage is not open.');
  return api;
}

async function start(api: RunningApi, name: ExampleName, inputs: JsonObject): Promise<Played> {
  const request = { json: { blueprint: readExample(name), inputs }, headers: { prefer: 'wait=30' } };
  const { status, text } = await api.request('POST', `${executions}/`, request);
  if (status >= 300) throw new Error(text);
  return look(api, idIn(text));
}

function idIn(answer: string): string {
  return (JSON.parse(answer) as Pick<ExecutionSnapshot, 'execution_id'>).execution_id;
}

async function until(api: RunningApi, id: string, isWanted: (played: Played) => boolean): Promise<Played> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const played = await look(api, id);
    if (isWanted(played)) return played;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`${id} has not come to that.`);
}

async function look(api: RunningApi, id: string): Promise<Played> {
  const snapshot = JSON.parse((await api.request('GET', `${executions}/${id}`)).text) as ExecutionSnapshot;
  const page = await api.request('GET', `${executions}/${id}/events?limit=1000`);
  const { data: events } = JSON.parse(page.text) as { readonly data: readonly ExecutionEvent[] };
  const story = events.slice(1).map(({ type, path: place }) => (place === undefined ? type : `${type} ${place}`));
  return { snapshot, events, story };
}

interface Message {
  readonly role: string;
  readonly content: string;
}

function askedOf(body: JsonObject): Asked {
  const messages = body['messages'] as unknown as readonly Message[];
  const contents = (role: string): readonly string[] =>
    messages.filter((message) => message.role === role).map(({ content }) => content);
  const [system, prompts] = [contents('system').join('\n'), contents('user')];
  return { model: String(body['model']), system, prompt: prompts.at(-1) ?? '', results: contents('tool') };
}

function replyOf(said: ReturnType<Script>): ModelReply {
  const usage = { prompt_tokens: 100, completion_tokens: 20 };
  if (typeof said === 'number') return { status: said, contentType: 'application/json', body: '{"error": {}}' };
  if (typeof said === 'string') return openAiReply([], said, usage);
  if (isCalls(said)) return openAiReply(said, '', usage);
  return openAiReply([], JSON.stringify(said), usage);
}

function isCalls(said: JsonObject | readonly Call[]): said is readonly Call[] {
  return Array.isArray(said);
}
