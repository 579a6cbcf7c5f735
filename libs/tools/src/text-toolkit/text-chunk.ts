/** `text_chunk`: a long text in pieces, for models and searches that take short ones. */
import { FailureError } from '@ice/core';
import { setImmediate as breathe } from 'node:timers/promises';
import { z } from 'zod';
import { defineTool } from '../define-tool.js';
import { chunkUnits } from './chunk-borders.js';
import { chunkText, type ChunkQuery, type TextChunk } from './chunk-text.js';

const longestText = 4 * 1_024 * 1_024;
const mostChunks = 10_000;

/** So much text is cut between two turns of the event loop, in UTF-16 units. */
const turnLength = 32_768;

const Input = z.object({
  text: z.string().max(longestText).describe('At most 4,194,304 characters.'),
  max_characters: z.int().min(1).max(longestText).describe('Code points of a chunk at most.'),
  overlap: z
    .int()
    .min(0)
    .default(0)
    .describe('Code points of a chunk that the next one begins with, at most: up to half of max_characters.'),
  unit: z
    .enum(chunkUnits)
    .default('paragraph')
    .describe(
      'The largest border to cut at; where there is none, the next smaller one. "character" cuts at a fixed length.',
    ),
});

const Chunk = z.object({
  index: z.int().min(0),
  text: z.string(),
  start: z.int().min(0).describe('Where it begins in the text, in code points.'),
  end: z.int().min(0).describe('The first code point behind it.'),
});

/**
 * `{text, max_characters, overlap?, unit?}` → `{chunks, count}`. Fails as `text-too-many-chunks` for more than 10,000, and as
 * `text-overlap-too-large`.
 */
export const textChunk = defineTool({
  name: 'text_chunk',
  description:
    'Cuts a text into chunks at borders of paragraphs, sentences or words. Nothing is lost, and no visible character is cut.',
  effect: 'pure',
  input: Input,
  output: z.object({
    chunks: z.array(Chunk).max(mostChunks).describe('In order; what each adds to those before it gives the text.'),
    count: z.int().min(0).max(mostChunks).describe('How many they are.'),
  }),
  examples: [
    {
      input: { text: 'One two. Three four.', max_characters: 12 },
      output: {
        chunks: [
          { index: 0, text: 'One two. ', start: 0, end: 9 },
          { index: 1, text: 'Three four.', start: 9, end: 20 },
        ],
        count: 2,
      },
    },
  ],
  async run({ text, max_characters: size, overlap, unit }, { signal }) {
    if (overlap > size / 2) throw overlapTooLarge(overlap, size);
    const chunks = await collect(text, { size, overlap, unit }, signal);
    return { chunks, count: chunks.length };
  },
});

async function collect(text: string, query: ChunkQuery, signal: AbortSignal): Promise<readonly TextChunk[]> {
  const chunks: TextChunk[] = [];
  let length = 0;
  for (const chunk of chunkText(text, query)) {
    if (chunks.length === mostChunks) throw tooManyChunks();
    chunks.push(chunk);
    length += chunk.text.length;
    if (length < turnLength) continue;
    length = 0;
    await breathe();
    signal.throwIfAborted();
  }
  return chunks;
}

function overlapTooLarge(overlap: number, size: number): FailureError {
  return new FailureError(
    'text-overlap-too-large',
    `An overlap of ${overlap} is more than half of ${size} characters.`,
  );
}

function tooManyChunks(): FailureError {
  const message = `The text makes more than ${mostChunks} chunks. Raise max_characters, or lower overlap.`;
  return new FailureError('text-too-many-chunks', message);
}
