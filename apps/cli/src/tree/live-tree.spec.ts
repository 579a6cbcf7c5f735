import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { LiveTree } from './live-tree.js';

/** A terminal that understands as much as the tree writes: up, clear line, clear below, line break. */
class FakeScreen {
  readonly isTty = true;
  readonly hasColor = false;
  columns = 40;
  rows = 10;
  readonly lines: string[] = [''];
  writes = 0;
  private row = 0;

  write(text: string): void {
    this.writes += 1;
    for (const [part] of text.matchAll(/\p{Cc}\[\d*[A-Z]|\n|\P{Cc}+/gu)) this.take(part);
  }

  private take(part: string): void {
    const up = /^\p{Cc}\[(\d+)A$/u.exec(part);
    if (up) this.row -= Number(up[1]);
    else if (part === '\x1b[0J') this.lines.splice(this.row, this.lines.length, '');
    else if (part === '\x1b[2K') this.lines[this.row] = '';
    else if (part === '\n') this.row += 1;
    else this.lines[this.row] = part;
    while (this.lines.length <= this.row) this.lines.push('');
  }
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('the live tree', () => {
  it('draws at most ten times a second, over what it drew before', () => {
    const screen = new FakeScreen();
    let count = 0;
    const tree = new LiveTree(screen, () => ['head', `frame ${(count += 1)}`]);
    tree.start();
    jest.advanceTimersByTime(1_000);
    expect([count, screen.lines]).toEqual([11, ['head', 'frame 11', '']]);
    tree.finish();
  });

  it('shrinks and grows without leaving lines behind', () => {
    const screen = new FakeScreen();
    let frame = ['a', 'b', 'c'];
    const tree = new LiveTree(screen, () => frame);
    tree.start();
    for (const next of [['a'], ['a', 'x', 'y', 'z'], ['b', 'x']]) {
      frame = next;
      jest.advanceTimersByTime(100);
      expect(screen.lines).toEqual([...next, '']);
    }
    tree.finish();
  });

  it('writes lines that stay above itself', () => {
    const screen = new FakeScreen();
    const tree = new LiveTree(screen, () => ['one', 'two']);
    tree.start();
    tree.note('? approve waits');
    jest.advanceTimersByTime(100);
    expect(screen.lines).toEqual(['? approve waits', 'one', 'two', '']);
    tree.finish();
  });

  it('draws nothing after its end', () => {
    const screen = new FakeScreen();
    const tree = new LiveTree(screen, () => ['one']);
    tree.start();
    tree.finish();
    tree.finish();
    const { writes } = screen;
    jest.advanceTimersByTime(1_000);
    expect([screen.writes, screen.lines]).toEqual([writes, ['one', '']]);
  });
});
