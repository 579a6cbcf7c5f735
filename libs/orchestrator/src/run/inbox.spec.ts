import { describe, expect, it } from '@jest/globals';
import { Inbox } from './inbox.js';

describe('the inbox', () => {
  it('makes all moves that are there, in order, as one turn', async () => {
    const inbox = new Inbox();
    const made: number[] = [];
    for (const number of [1, 2, 3]) inbox.push(() => made.push(number));
    expect([await inbox.drain(), made]).toEqual([true, [1, 2, 3]]);
  });

  it('leaves to the next turn what a move pushes', async () => {
    const inbox = new Inbox();
    const made: string[] = [];
    inbox.push(() => inbox.push(() => made.push('second turn')));
    await inbox.drain();
    expect(made).toEqual([]);
    await inbox.drain();
    expect(made).toEqual(['second turn']);
  });

  it('waits until there is something', async () => {
    const inbox = new Inbox();
    const made: string[] = [];
    const drained = inbox.drain();
    await Promise.resolve();
    inbox.push(() => made.push('late'));
    expect([await drained, made]).toEqual([true, ['late']]);
  });

  it('answers who asked when his turn is recorded, and not when it is made', async () => {
    const inbox = new Inbox();
    const story: string[] = [];
    inbox.push(
      () => story.push('made'),
      () => story.push('acknowledged'),
    );
    await inbox.drain();
    story.push('recorded');
    inbox.acknowledge();
    inbox.acknowledge();
    expect(story).toEqual(['made', 'recorded', 'acknowledged']);
  });

  it('once closed, makes no move and leaves nobody without an answer', async () => {
    const inbox = new Inbox();
    const story: string[] = [];
    const push = (name: string): void =>
      inbox.push(
        () => story.push(`${name} made`),
        () => story.push(`${name} answered`),
      );
    push('drained');
    await inbox.drain();
    push('waiting');
    inbox.close();
    push('late');
    expect([await inbox.drain(), inbox.closed]).toEqual([false, true]);
    expect(story).toEqual(['drained made', 'drained answered', 'waiting answered', 'late answered']);
  });

  it('answers all of a turn whose moves could not all be made, once it is closed', async () => {
    const inbox = new Inbox();
    const answers: boolean[] = [];
    const broken = (): void => {
      throw new TypeError('broken');
    };
    for (const move of [() => undefined, broken, () => undefined])
      inbox.push(move, (isRecorded) => answers.push(isRecorded));
    await expect(inbox.drain()).rejects.toThrow('broken');
    inbox.close();
    expect(answers).toEqual([false, false, false]);
  });

  it('once closed, lets go who waits for moves', async () => {
    const inbox = new Inbox();
    const drained = inbox.drain();
    await Promise.resolve();
    inbox.close();
    expect(await drained).toBe(false);
  });

  it('lets others have the event loop now and then, however busy it is', async () => {
    const inbox = new Inbox();
    let othersRan = false;
    setImmediate(() => (othersRan = true));
    for (let turn = 0; turn < 1_000 && !othersRan; turn += 1) {
      inbox.push(() => undefined);
      await inbox.drain();
    }
    expect(othersRan).toBe(true);
  });
});
