/** What arrives is taken in order, and an end is told last. */
import { describe, expect, it } from '@jest/globals';
import { Mailbox } from './mailbox.js';

describe('a mailbox', () => {
  it('gives what came before and what comes later, then the end', async () => {
    const box = new Mailbox<number>();
    box.put(1);
    expect(await box.take()).toBe(1);
    const later = box.take();
    box.put(2);
    box.end();
    expect([await later, await box.take(), await box.take()]).toEqual([2, undefined, undefined]);
  });

  it('tells of an error after everything that came before it, each time', async () => {
    const box = new Mailbox<number>();
    box.put(1);
    box.end(new Error('lost'));
    box.end(new Error('later'));
    box.put(2);
    expect([box.size, await box.take()]).toEqual([1, 1]);
    await expect(box.take()).rejects.toThrow('lost');
    await expect(box.take()).rejects.toThrow('lost');
  });

  it('forgets what waits when it is dropped, and wakes its reader', async () => {
    const box = new Mailbox<number>();
    const waiting = box.take();
    box.drop(new Error('given up'));
    await expect(waiting).rejects.toThrow('given up');
    const full = new Mailbox<number>();
    full.put(1);
    full.end();
    full.drop(new Error('given up'));
    await expect(full.take()).rejects.toThrow('given up');
  });
});
