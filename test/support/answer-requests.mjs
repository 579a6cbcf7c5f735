// A process of its own that asks the model of test mode: reads a list of requests on stdin, writes the list of their answers' texts on
// stdout. It loads what was built.
import { PriceBook, SyntheticModel } from '@ice/models';

const model = new SyntheticModel({ prices: new PriceBook() });
const texts = [];
for (const request of JSON.parse(await read(process.stdin))) texts.push(await answerTo(request));
process.stdout.write(JSON.stringify(texts));

/** @param {import('@ice/core').ModelRequest} request */
async function answerTo(request) {
  const context = { signal: new AbortController().signal, idempotencyKey: 'key' };
  for await (const chunk of model.answer(request, context)) if (chunk.type === 'answer') return chunk.text;
  throw new Error('No answer came.');
}

/** @param {AsyncIterable<Buffer>} stream */
async function read(stream) {
  const pieces = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}
