/** A toolkit of two tools without classes, by `defineTool`. */
import { defineTool, FailureError, IceModule } from '@ice/plugin';
import { Module } from '@nestjs/common';
import { z } from 'zod';

const shelf: Readonly<Record<string, number>> = { chair: 2, table: 0 };
const facts = { input: z.object({ item: z.string() }), output: z.object({ count: z.int() }), effect: 'pure' } as const;
const exampleOf = (count: number) => [{ input: { item: 'chair' }, output: { count } }];

const shelfCount = defineTool({
  ...{ ...facts, name: 'shelf_count', description: 'How many of an item are there.', examples: exampleOf(2) },
  run: ({ item }) => ({ count: shelf[item] ?? 0 }),
});
const shelfLeft = defineTool({
  ...{ ...facts, name: 'shelf_left', description: 'How many are there without one.', examples: exampleOf(1) },
  run({ item }) {
    if (!shelf[item]) throw new FailureError('out-of-stock', `There is no ${item}.`);
    return { count: shelf[item] - 1 };
  },
});

const feature = IceModule.forFeature({ name: 'shelf', compatibility: '^0.1.0', tools: [shelfCount, shelfLeft] });
@Module({ imports: [feature] })
export class ShelfPlugin {}
