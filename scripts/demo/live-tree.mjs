// An execution as a tree in the terminal: redrawn in place where there is one, a line for each transition where there is not.
import { applyEvent, emptyState } from '@ice/core';

const marks = { pending: '·', running: '▸', waiting: '…', completed: '✔', failed: '✖', skipped: '○', cancelled: '⊘' };
const colours = { running: 36, completed: 32, failed: 31, skipped: 90, cancelled: 33 };
const foldAbove = 3;

/** Shows one execution; `show` takes each event, `finish` leaves the last picture standing. */
export class LiveTree {
  #state;
  #drawn = 0;
  #timer;

  /**
   * @param {string} executionId
   * @param {NodeJS.WriteStream} [output]
   */
  constructor(executionId, output = process.stderr) {
    this.output = output;
    this.isLive = Boolean(output.isTTY) && !process.env.CI;
    this.colour = this.isLive && !process.env.NO_COLOR;
    this.#state = emptyState(executionId);
  }

  /** The snapshot as folded so far. */
  get state() {
    return this.#state;
  }

  /** @param {import('@ice/core').ExecutionEvent} event */
  show(event) {
    applyEvent(this.#state, event);
    if (!this.isLive) this.#line(event);
    else this.#timer ??= setTimeout(() => this.#draw(), 50);
  }

  finish() {
    clearTimeout(this.#timer);
    if (this.isLive) this.#draw();
  }

  #line(event) {
    const subject = event.path ?? 'execution';
    const took = event.data.duration_ms === undefined ? '' : ` (${event.data.duration_ms} ms)`;
    this.output.write(`${String(event.sequence).padStart(4)}  ${event.type.padEnd(20)} ${subject}${took}\n`);
  }

  #draw() {
    this.#timer = undefined;
    const lines = this.#lines();
    if (this.#drawn > 0) this.output.write(`\x1b[${this.#drawn}A\x1b[0J`);
    this.output.write(`${lines.join('\n')}\n`);
    this.#drawn = lines.length;
  }

  #lines() {
    const runs = [...this.#state.nodes.values()];
    const top = runs.filter((run) => !run.path.includes('.'));
    return top.flatMap((run) => [this.#row(run, 0), ...this.#children(run, runs)]);
  }

  /** The items of a loop, the newest few of them. */
  #children(parent, runs) {
    const inside = runs.filter(
      (run) => run.path.startsWith(`${parent.path}.`) || run.path.startsWith(`${parent.path}[`),
    );
    const open = inside.filter((run) => run.status === 'running');
    const done = inside.length - open.length;
    const rows = open.slice(0, foldAbove).map((run) => this.#row(run, 1));
    if (inside.length === 0) return [];
    return [
      ...rows,
      `    ${done} node runs inside have ended${open.length > foldAbove ? `, ${open.length} are running` : ''}`,
    ];
  }

  #row(run, depth) {
    const text = `${'  '.repeat(depth + 1)}${marks[run.status]} ${run.path}${this.#took(run)}`;
    const code = colours[run.status];
    return this.colour && code ? `\x1b[${code}m${text}\x1b[0m` : text;
  }

  #took(run) {
    if (!run.started_at || !run.ended_at) return '';
    return `  ${Date.parse(run.ended_at) - Date.parse(run.started_at)} ms`;
  }
}
