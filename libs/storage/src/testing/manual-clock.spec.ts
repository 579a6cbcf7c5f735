import { describe, expect, it } from '@jest/globals';
import { ManualClock } from './manual-clock.js';

describe('ManualClock', () => {
  it('stands still until it is moved', () => {
    const clock = new ManualClock(1_000);
    expect(clock.now()).toBe(1_000);
    clock.advance(250);
    expect(clock.now()).toBe(1_250);
  });

  it('rings in order of time, those of one time in order of asking, each at its own time', () => {
    const { clock, story, at } = open();
    at(20, 'c');
    at(10, 'a');
    at(20, 'd');
    at(10, 'b');
    clock.advance(19);
    expect(story).toEqual(['a 10', 'b 10']);
    clock.advance(1);
    expect(story).toEqual(['a 10', 'b 10', 'c 20', 'd 20']);
    expect(clock.pending).toBe(0);
  });

  it('rings on the way what a call back asks for', () => {
    const { clock, story, at } = open();
    clock.after(10, () => at(5, 'second'));
    clock.after(30, () => at(5, 'too late'));
    clock.advance(30);
    expect(story).toEqual(['second 15']);
    expect(clock.pending).toBe(1);
  });

  it('does not ring what was taken back, not even by a call back of the same time', () => {
    const { clock, story, at } = open();
    const cancel = at(10, 'taken back');
    cancel();
    clock.after(20, () => later());
    const later = at(20, 'taken back in time');
    clock.advance(100);
    expect(story).toEqual([]);
  });

  it('rings a delay of nothing, or less, when it is next moved', () => {
    const { clock, story, at } = open();
    at(0, 'now');
    at(-5, 'still now');
    expect(story).toEqual([]);
    clock.advance(0);
    expect(story).toEqual(['now 0', 'still now 0']);
  });

  it('keeps remaining delays when the wall clock is corrected', () => {
    const { clock, story, at } = open();
    at(10, 'ten later');
    clock.set(-500);
    clock.advance(9);
    expect(story).toEqual([]);
    clock.advance(1);
    expect(story).toEqual(['ten later -490']);
  });

  it('waits for promises between call backs when asked to', async () => {
    const { clock, story } = open();
    const wait = (ms: number): Promise<void> => new Promise((resolve) => clock.after(ms, resolve));
    const working = (async () => {
      for (let attempt = 1; attempt <= 3; attempt++) {
        await wait(10);
        story.push(`attempt ${attempt} at ${clock.now()}`);
      }
    })();
    await clock.advanceSettled(30);
    await working;
    expect(story).toEqual(['attempt 1 at 10', 'attempt 2 at 20', 'attempt 3 at 30']);
    expect(clock.now()).toBe(30);
  });
});

/** A clock at 0 with a list of what rang, and when. */
function open() {
  const clock = new ManualClock(0);
  const story: string[] = [];
  const at = (delayMs: number, name: string) => clock.after(delayMs, () => story.push(`${name} ${clock.now()}`));
  return { clock, story, at };
}
