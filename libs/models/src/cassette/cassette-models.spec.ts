/** Recording and replay together, over real files. */
import { describe, expect, it } from '@jest/globals';
import { FailureError, type LanguageModel, type ModelRequest } from '@ice/core';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PriceBook } from '../price/price-book.js';
import { ScriptedModel, type Script } from '../scripted/scripted-model.js';
import { ask, canaryKey, requestTo } from '../testing/ask.js';
import { HandClock } from '../testing/hand-clock.js';
import { PuppetModel } from '../testing/puppet-model.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { recordingProviders, replayingProvider } from './cassette-providers.js';

const prices = new PriceBook();
const usage = { input_tokens: 7, output_tokens: 3, cost_usd: '0.25', model: 'openai/gpt-4o' };
const text = 'One two three four five six seven eight.';

function recorder(directory: string, inner: LanguageModel): LanguageModel {
  const options = { directory, secrets: ['the-gateway-key'], clock: new HandClock() };
  const open = recordingProviders({ openai: () => inner }, options)['openai'];
  if (!open) throw new Error('The provider is gone.');
  return open(prices);
}

function scripted(directory: string, script: Script): LanguageModel {
  return recorder(directory, new ScriptedModel(script, prices));
}

function player(directory: string): LanguageModel {
  return replayingProvider({ directory, secrets: [] })(prices);
}

/** A request with this prompt. */
function saying(content: string, more: Partial<ModelRequest> = {}): ModelRequest {
  return requestTo('openai/gpt-4o', { messages: [{ role: 'user', content }], ...more });
}

function filesIn(directory: string): readonly string[] {
  const entries = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  return entries.filter((entry) => /\.[a-z]+$/.test(entry)).sort();
}

function messageOf(asked: Awaited<ReturnType<typeof ask>>): string {
  return asked.failure?.message ?? '';
}

describe('a recording', () => {
  it('is one file, whose form is this', async () => {
    using folder = temporaryFolder();
    await ask(scripted(folder.path, [{ text, usage }]), saying('Count.', { temperature: 0.5 }));
    const [file = ''] = filesIn(folder.path);
    expect(file).toMatch(/^openai\/gpt-4o\/[0-9a-f]{16}\.json$/);
    const written = readFileSync(path.join(folder.path, file), 'utf8');
    expect(JSON.parse(written)).toEqual({
      cassette_version: 1,
      recorded_at: '1970-01-01T00:16:40.000Z',
      request: {
        model: 'openai/gpt-4o',
        messages: [{ role: 'user', content: 'Count.' }],
        temperature: 0.5,
        max_output_tokens: 100,
      },
      answer: { text, finish_reason: 'stop', usage },
    });
    expect(written).toBe(`${JSON.stringify(JSON.parse(written), null, 2)}\n`);
  });

  it('passes on what the model streams', async () => {
    using folder = temporaryFolder();
    const plain = await ask(new ScriptedModel([{ text, usage }]), saying('Count.'));
    expect(await ask(scripted(folder.path, [{ text, usage }]), saying('Count.'))).toEqual(plain);
  });

  it('of the same request takes the place of the older one', async () => {
    using folder = temporaryFolder();
    const model = scripted(folder.path, ['First.', 'Second.']);
    await ask(model, saying('Count.'));
    await ask(model, saying('Count.'));
    expect(filesIn(folder.path)).toHaveLength(1);
    expect((await ask(player(folder.path), saying('Count.'))).answer?.text).toBe('Second.');
  });

  it('is not made of a failure, nor of a stream that was cut off', async () => {
    using folder = temporaryFolder();
    const failure = new FailureError('model-unavailable', 'It hung up.');
    const model = scripted(folder.path, [failure, { text, failure }]);
    expect((await ask(model, saying('Count.'))).failure?.code).toBe('model-unavailable');
    expect((await ask(model, saying('Count.'))).failure?.code).toBe('model-unavailable');
    expect(filesIn(folder.path)).toEqual([]);
  });

  it('that cannot be written is a failure, which tells no path of the machine', async () => {
    using folder = temporaryFolder();
    writeFileSync(path.join(folder.path, 'openai'), 'This is a file.');
    const asked = await ask(scripted(folder.path, ['Hello.']), saying('Count.'));
    expect(asked.failure).toMatchObject({ code: 'cassette-unusable', retryable: false });
    expect(messageOf(asked)).toMatch(
      /^The recording openai\/gpt-4o\/[0-9a-f]{16}\.json in ICE_CASSETTE_DIR cannot be used: it cannot be written \([A-Z]+\)\.$/,
    );
  });

  it('has no credential in it, and replay finds it without knowing any', async () => {
    using folder = temporaryFolder();
    const request = saying(`Use ${canaryKey} or Bearer abcdefgh12345678.`);
    await ask(scripted(folder.path, [`I used ${canaryKey} and the-gateway-key.`]), request);
    const written = readFileSync(path.join(folder.path, filesIn(folder.path)[0] ?? ''), 'utf8');
    expect([canaryKey, 'abcdefgh12345678', 'the-gateway-key'].filter((secret) => written.includes(secret))).toEqual([]);
    expect((await ask(player(folder.path), request)).answer?.text).toBe('I used [redacted] and [redacted].');
  });

  it('is whole or not there, however many write it at a time', async () => {
    using folder = temporaryFolder();
    const model = scripted(folder.path, () => text);
    await Promise.all(Array.from({ length: 20 }, () => ask(model, saying('Count.'))));
    expect(filesIn(folder.path)).toHaveLength(1);
    expect((await ask(player(folder.path), saying('Count.'))).answer?.text).toBe(text);
  });
});

describe('a replay', () => {
  it('streams the answer in pieces, with the usage that was recorded', async () => {
    using folder = temporaryFolder();
    const recorded = await ask(scripted(folder.path, [{ text, usage, finishReason: 'length' }]), saying('Count.'));
    const replayed = await ask(player(folder.path), saying('Count.'));
    expect(replayed.answer).toEqual({ type: 'answer', text, usage, finishReason: 'length' });
    expect(replayed.answer).toEqual(recorded.answer);
    expect(replayed.deltas.length).toBeGreaterThan(1);
    expect(replayed.deltas.join('')).toBe(text);
  });

  it('gives the calls of tools that were asked for', async () => {
    using folder = temporaryFolder();
    const toolCalls = [{ id: 'c1', name: 'search', arguments: '{"q":"x"}' }];
    const inner = new PuppetModel();
    inner.answer = async function* () {
      yield { type: 'answer', text: '', usage, finishReason: 'stop', toolCalls };
    };
    const recorded = await ask(recorder(folder.path, inner), saying('Search.'));
    expect(recorded.answer?.toolCalls).toEqual(toolCalls);
    expect(await ask(player(folder.path), saying('Search.'))).toEqual(recorded);
  });

  it('stops when its signal fires', async () => {
    using folder = temporaryFolder();
    await ask(scripted(folder.path, [text]), saying('Count.'));
    const controller = new AbortController();
    const context = { signal: controller.signal, idempotencyKey: 'k' };
    const stream = player(folder.path).answer(saying('Count.'), context)[Symbol.asyncIterator]();
    expect((await stream.next()).value).toEqual({ type: 'delta', text: 'One two three' });
    controller.abort(new Error('cancelled'));
    await expect(stream.next()).rejects.toThrow('cancelled');
    await expect(ask(player(folder.path), saying('Count.'), controller.signal)).rejects.toThrow('cancelled');
  });
});

describe('a request without a recording', () => {
  it('fails, and says so when there is none at all', async () => {
    using folder = temporaryFolder();
    const { failure } = await ask(player(path.join(folder.path, 'nowhere')), saying('Count.'));
    expect(failure).toEqual({
      code: 'cassette-missing',
      message:
        'No recording answers this request to openai/gpt-4o. ICE_CASSETTE_DIR has none at all. Record it with ICE_CASSETTES=record and ICE_TEST_MODE=0.',
      retryable: false,
      evidence: { file: expect.stringMatching(/^openai\/gpt-4o\/[0-9a-f]{16}\.json$/) },
    });
  });

  it('is told the nearest one and where they part', async () => {
    using folder = temporaryFolder();
    const model = scripted(folder.path, () => text);
    await ask(model, saying('Describe the lamp in one sentence, for a shop in Paris.'));
    const nearest = filesIn(folder.path)[0] ?? '';
    await ask(model, saying('Something else.'));
    await ask(
      model,
      saying('Describe the lamp in one sentence, for a shop in Paris.', { maxOutputTokens: 7, temperature: 1 }),
    );
    const { failure } = await ask(
      player(folder.path),
      saying('Describe the lamp in one sentence, for a shop in Rome.'),
    );
    expect(failure?.message).toBe(
      `No recording answers this request to openai/gpt-4o. The nearest is ${nearest}; /messages/0/content differs: recorded "… for a shop in Paris.", asked "… for a shop in Rome.". Record it with ICE_CASSETTES=record and ICE_TEST_MODE=0.`,
    );
    expect(failure?.evidence).toMatchObject({ nearest, pointer: '/messages/0/content' });
  });

  it('is told how many places differ, and shown no more than the start of long values', async () => {
    using folder = temporaryFolder();
    await ask(
      scripted(folder.path, [text]),
      saying('x'.repeat(5_000), { outputSchema: { enum: ['y'.repeat(5_000)] } }),
    );
    const { failure } = await ask(player(folder.path), saying('z'.repeat(5_000), { temperature: 1 }));
    expect(failure?.message).toContain(
      `/messages/0/content differs (and 2 more): recorded "${'x'.repeat(60)}…", asked "${'z'.repeat(60)}…".`,
    );
  });

  it('is told of other models where its own has none', async () => {
    using folder = temporaryFolder();
    await ask(scripted(folder.path, [text]), saying('Count.'));
    const { failure } = await ask(player(folder.path), saying('Count.', { model: 'openai/gpt-4.1' }));
    expect(failure?.message).toContain('/model differs: recorded "openai/gpt-4o", asked "openai/gpt-4.1".');
  });

  it('is told of its own model first, also where another one was asked nearly the same', async () => {
    using folder = temporaryFolder();
    const model = scripted(folder.path, () => text);
    await ask(model, saying('Count to ten.', { model: 'openai/gpt-4.1' }));
    await ask(model, saying('Sing.'));
    const { failure } = await ask(player(folder.path), saying('Count to six.'));
    expect(failure?.evidence?.['nearest']).toMatch(/^openai\/gpt-4o\//);
  });
});

describe('a file that is no recording', () => {
  it.each([
    ['{"cassette', 'it is no JSON'],
    ['[]', 'the document: '],
    ['{"cassette_version": 2}', '/'],
    ['', 'it is no JSON'],
  ])('is a failure that names it: %j', async (content, because) => {
    using folder = temporaryFolder();
    await ask(scripted(folder.path, [text]), saying('Count.'));
    const [file = ''] = filesIn(folder.path);
    writeFileSync(path.join(folder.path, file), content);
    const asked = await ask(player(folder.path), saying('Count.'));
    expect(asked.failure).toMatchObject({ code: 'cassette-unusable', retryable: false, evidence: { file } });
    expect(messageOf(asked)).toContain(`The recording ${file} in ICE_CASSETTE_DIR cannot be used: ${because}`);
  });

  it('is a failure when its request was changed by hand, and when it is a folder', async () => {
    using folder = temporaryFolder();
    await ask(scripted(folder.path, [text]), saying('Count.'));
    const [file = ''] = filesIn(folder.path);
    const place = path.join(folder.path, file);
    writeFileSync(place, readFileSync(place, 'utf8').replace('Count.', 'Sing.'));
    expect(messageOf(await ask(player(folder.path), saying('Count.')))).toContain(
      'cannot be used: its request was changed after it was recorded.',
    );
    renameSync(place, `${place}.old`);
    mkdirSync(place);
    expect(messageOf(await ask(player(folder.path), saying('Count.')))).toContain('it cannot be read (EISDIR).');
  });

  it('does not keep a miss from being told', async () => {
    using folder = temporaryFolder();
    await ask(scripted(folder.path, [text]), saying('Count.'));
    writeFileSync(path.join(folder.path, filesIn(folder.path)[0] ?? ''), 'broken');
    expect(messageOf(await ask(player(folder.path), saying('Sing.')))).toContain(
      'None in ICE_CASSETTE_DIR can be read.',
    );
  });
});
