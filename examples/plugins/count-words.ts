/** A tool: a name, two schemas and a class whose `run` fits them. */
import { IceModule, Tool } from '@ice/plugin';
import { Module } from '@nestjs/common';
import { z } from 'zod';

const input = z.object({ text: z.string() });
const output = z.object({ words: z.int().nonnegative() });
const examples = [{ input: { text: 'an oak chair' }, output: { words: 3 } }];

@Tool({ name: 'count_words', description: 'Counts the words of a text.', input, output, effect: 'pure', examples })
export class CountWords {
  run({ text }: z.output<typeof input>) {
    return { words: text.split(/\s+/).filter((word) => word !== '').length };
  }
}

@Module({ imports: [IceModule.forFeature({ name: 'words', compatibility: '^0.1.0' })], providers: [CountWords] })
export class WordsPlugin {}
