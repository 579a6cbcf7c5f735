/** Draws frames over each other in a terminal: at most ten a second, and of each only the lines that changed. Owns the lines that it has
 *  drawn until `finish`; nobody else may write to the terminal before that but through `note`. */
import type { Terminal } from '../command/output.js';

/** Between two frames, in ms. */
const frameMs = 100;

/** Draws what it is given. */
export class LiveTree {
  private drawn: readonly string[] = [];
  private size = '';
  private timer: NodeJS.Timeout | null = null;

  /** @param frame makes the lines for a window of this size; called for each drawing. */
  constructor(
    private readonly terminal: Terminal,
    private readonly frame: (columns: number, rows: number) => readonly string[],
  ) {}

  /** Draws, and goes on drawing until `finish`. */
  start(): void {
    this.draw();
    this.timer = setInterval(() => this.draw(), frameMs);
  }

  /** A line above the tree that stays. */
  note(text: string): void {
    this.terminal.write(`${this.backToTop()}${text}\n`);
    this.drawn = [];
    this.draw();
  }

  /** Draws once more and leaves the picture standing. Does nothing the second time. */
  finish(): void {
    if (this.timer === null) return;
    clearInterval(this.timer);
    this.timer = null;
    this.draw();
  }

  private draw(): void {
    const { columns, rows } = this.terminal;
    const lines = this.frame(columns, rows);
    const size = `${columns}×${rows}`;
    // A window that became narrower has broken the lines: nothing is known of where they stand.
    const isKnown = size === this.size;
    this.size = size;
    this.terminal.write(isKnown && this.drawn.length > 0 ? this.changes(lines) : `${this.backToTop()}${joined(lines)}`);
    this.drawn = lines;
  }

  /** From the line below the old frame to the line below the new one. */
  private changes(lines: readonly string[]): string {
    const before = this.drawn;
    const text = lines.map((line, index) => (line === before[index] ? '\n' : `\x1b[2K${line}\n`)).join('');
    return `\x1b[${before.length}A${text}${lines.length < before.length ? '\x1b[0J' : ''}`;
  }

  private backToTop(): string {
    return this.drawn.length === 0 ? '' : `\x1b[${this.drawn.length}A\x1b[0J`;
  }
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
