/** Every example of a request in the OpenAPI document is sent as it stands (ids of made-up things replaced by those of real ones), and what
 *  comes back is documented: its status, and a body that fits the schema of that status. Every answer has an example that fits too. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compileSchema, type JsonObject, type JsonValue, type ValueChecker } from '@ice/core';
import { createSecretKey, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startKeyedApi, type KeyedApi } from '../support/keyed-api.js';

interface Media {
  readonly schema: JsonObject;
  readonly example?: JsonValue;
  readonly examples?: Readonly<Record<string, { readonly value: JsonValue }>>;
}

interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
}

interface Placed extends Operation {
  readonly method: string;
  readonly place: string;
}

/** What a request needs beside its body. */
interface Prepared {
  readonly id?: string;
  readonly signal_id?: string;
  readonly name?: string;
  readonly lock?: string;
}

const file = path.resolve(__dirname, '../../schemas/openapi.json');
const document = JSON.parse(readFileSync(file, 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: JsonObject };
};
const operations: readonly Placed[] = Object.entries(document.paths).flatMap(([place, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), place })),
);
const examplesOf = ({ example, examples = {} }: Media): readonly JsonValue[] => [
  ...(example === undefined ? [] : [example]),
  ...Object.values(examples).map(({ value }) => value),
];
const requests = operations.flatMap((operation) =>
  Object.entries(operation.requestBody?.content['application/json']?.examples ?? {}).map(
    ([name, { value }]) => [`${operation.operationId}: ${name}`, operation, value] as const,
  ),
);

const waiting = {
  schema_version: '1.0',
  name: 'waiting',
  nodes: [
    { id: 'approve', type: 'human', prompt: 'May it go out?', approval: 'approve_reject' },
    { id: 'pay', type: 'wait', signal: 'payment_received' },
  ],
};

const knownSchemas = {
  'urn:api': { $defs: inDefinitions(document.components.schemas) as JsonObject },
};
const checkers = new Map<string, ValueChecker>();

/** What keeps a body from fitting. */
function problemsOf(schema: JsonObject, body: JsonValue): readonly string[] {
  const text = JSON.stringify(schema);
  const check = checkers.get(text) ?? compileSchema(fromOutside(schema), { knownSchemas });
  checkers.set(text, check);
  return check(body).map(({ pointer, message }) => `${pointer}: ${message}`);
}

describe('the OpenAPI document', () => {
  it('has an example of every request, every success and every refusal with a body', () => {
    const poor = operations.flatMap(({ operationId, requestBody, responses }) => [
      ...Object.values(requestBody?.content ?? {})
        .filter(({ examples = {} }) => Object.keys(examples).length === 0)
        .map(() => `${operationId} request`),
      ...Object.entries(responses)
        .filter(([status]) => !['204', '304'].includes(status))
        .filter(([, { content = {} }]) => !hasExamples(Object.values(content)))
        .map(([status]) => `${operationId} ${status}`),
    ]);

    expect(poor).toEqual([]);
  });

  it('has examples of answers that fit their schemas', () => {
    const wrong = operations.flatMap(({ operationId, responses }) =>
      Object.entries(responses).flatMap(([status, { content = {} }]) =>
        Object.values(content).flatMap((media) =>
          examplesOf(media).flatMap((example) =>
            problemsOf(media.schema, example).map((problem) => `${operationId} ${status}${problem}`),
          ),
        ),
      ),
    );

    expect(wrong).toEqual([]);
  }, 30_000);

  describe('sent to the server', () => {
    let api: KeyedApi;
    let blueprintId: string;

    beforeAll(async () => {
      api = await startKeyedApi({ secretKey: createSecretKey(randomBytes(32)) });
      blueprintId = (await ask('POST', '/api/v1/blueprints', exampleOf('createBlueprint'))).body.id as string;
    }, 60_000);
    afterAll(() => api.close());

    const ask = (method: string, place: string, json?: JsonValue, headers: Readonly<Record<string, string>> = {}) =>
      api.ask(api.keys.all, method, place, { ...(json !== undefined && { json }), headers });

    const started = async (blueprint: JsonValue): Promise<string> =>
      (await ask('POST', '/api/v1/executions', { blueprint }, { prefer: 'wait=10' })).body.execution_id as string;

    const blueprint = async (): Promise<Prepared> => {
      const { id, version_lock } = (await ask('POST', '/api/v1/blueprints', exampleOf('createBlueprint'))).body;
      return { id, lock: version_lock };
    };
    /** A node is added where it is not there yet; what connects two needs both. */
    const partial = async (example: JsonValue): Promise<Prepared> => {
      const isAddition = typeof example === 'object' && example !== null && 'action' in example;
      const json = isAddition ? exampleOf('createPartialBlueprint: node') : { blueprint: exampleOf('createBlueprint') };
      const { id, version_lock } = (await ask('POST', '/api/v1/mcp/blueprints/partial', json)).body;
      return { id, lock: version_lock };
    };
    const question = async (): Promise<Prepared> => {
      const begun = await ask('POST', '/api/v1/executions', { blueprint: waiting });
      if (begun.status !== 202) throw new Error(begun.text);
      const { execution_id: id } = begun.body;
      for (;;) {
        const { data } = (await ask('GET', `/api/v1/executions/${id}/signals`)).body;
        const open = (data as readonly { readonly path: string; readonly signal_id: string }[]).find(
          (signal) => signal.path === 'approve',
        );
        if (open) return { id, signal_id: open.signal_id };
      }
    };

    /** What has to be there before an operation can be asked for. */
    const preparations: Readonly<Record<string, (example: JsonValue) => Promise<Prepared>>> = {
      replaceBlueprint: blueprint,
      patchBlueprint: blueprint,
      cloneBlueprint: async () => ({ id: (await blueprint()).id ?? '' }),
      updatePartialBlueprint: partial,
      suggestPartialEdits: partial,
      rerunExecution: async () => ({ id: await started(exampleOf('createBlueprint')) }),
      answerSignal: question,
      answerSignalEarly: question,
      updateKey: async () => ({ id: (await ask('POST', '/api/v1/keys', exampleOf('createKey'))).body.id as string }),
      replaceSecret: () => Promise.resolve({ name: 'SHOP_TOKEN' }),
    };

    it.each(requests)('%s', async (_name, { operationId, method, place, responses }, example) => {
      const prepared = (await preparations[operationId]?.(example)) ?? {};
      const target = place.replace(/\{(\w+)\}/g, (_all, name: 'id') => prepared[name] ?? `no ${name}`);
      const json = withReal(example, blueprintId);
      const answer = await ask(method, target, json, prepared.lock ? { 'x-version-lock': prepared.lock } : {});
      const schema = responses[String(answer.status)]?.content?.['application/json']?.schema;

      expect([answer.status, Math.floor(answer.status / 100), schema !== undefined]).toEqual([answer.status, 2, true]);
      expect(problemsOf(schema ?? {}, answer.body as JsonValue)).toEqual([]);
    });
  });
});

/** The first example of an operation's request, or the one of that name: `createKey`, `createPartialBlueprint: node`. */
function exampleOf(wanted: string): JsonValue {
  return requests.find(([name]) => name === wanted || name.startsWith(`${wanted}: `))?.[2] ?? null;
}

function hasExamples(contents: readonly Media[]): boolean {
  return contents.length > 0 && contents.every((media) => examplesOf(media).length > 0);
}

/** An example that names a stored blueprint names one that is there. */
function withReal(example: JsonValue, blueprintId: string): JsonValue {
  const isStart = typeof example === 'object' && example !== null && 'blueprint_id' in example;
  return isStart ? { ...example, blueprint_id: blueprintId } : example;
}

function inDefinitions(schema: JsonValue): JsonValue {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/schemas/', '"#/$defs/')) as JsonValue;
}

function fromOutside(schema: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/schemas/', '"urn:api#/$defs/')) as JsonObject;
}
