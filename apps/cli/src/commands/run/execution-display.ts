/** Shows an execution in the form that fits where it is shown: a live tree in a terminal, a line for each transition elsewhere, the events
 *  themselves under `--jsonl`. */
import type { StreamItem } from '@ice/client';
import type { ExecutionEvent, JsonValue } from '@ice/core';
import type { CommandContext } from '../../command/command.js';
import { paintOf } from '../../text/paint.js';
import { LiveTree } from '../../tree/live-tree.js';
import { transitionLine } from '../../tree/transition-line.js';
import { treeFrame } from '../../tree/tree-frame.js';
import type { FollowOptions } from './follow-execution.js';
import { questionLines } from './question-lines.js';

/** See the head of this file. */
export class ExecutionDisplay {
  /** A tree is drawn where stderr is a terminal, and stdout does not write events into the same one. */
  readonly isTree: boolean;
  private readonly tree: LiveTree;
  footer: string;

  constructor(
    private readonly context: CommandContext,
    private readonly options: FollowOptions,
  ) {
    const { output } = context;
    this.isTree = output.terminal.isTty && !output.isQuiet && !(output.form === 'jsonl' && output.isTty);
    this.footer = options.onInterrupt === 'cancel' ? 'Ctrl-C cancels it' : 'Ctrl-C leaves it running';
    this.tree = new LiveTree(output.terminal, (columns, rows) => this.frame(columns, rows));
  }

  start(): void {
    if (this.isTree) this.tree.start();
    else if (this.context.output.form !== 'jsonl')
      this.context.output.progress(`Execution ${this.options.execution.id}:`);
  }

  finish(): void {
    this.footer = '';
    if (this.isTree) this.tree.finish();
  }

  take(item: StreamItem): void {
    if (item.type === 'lag') return;
    if (item.type === 'delta') return this.options.view.addText(item.path, item.text);
    const { output } = this.context;
    output.event(item as unknown as JsonValue);
    this.options.view.apply(item);
    this.tell(item);
  }

  /** A line that stays. */
  say(text: string): void {
    if (this.isTree) this.tree.note(text);
    else this.context.output.progress(text);
  }

  private tell(event: ExecutionEvent): void {
    const { output } = this.context;
    const line = this.isTree || output.form === 'jsonl' ? null : transitionLine(event);
    if (line !== null) output.progress(line);
    for (const question of questionLines(event, this.options.connection.flags)) this.say(question);
  }

  private frame(columns: number, rows: number): readonly string[] {
    const { view, connection, expectedUsd = null } = this.options;
    const paint = paintOf(this.context.output.terminal.hasColor);
    const { footer } = this;
    return treeFrame(view, { now: Date.now(), columns, rows, paint, answers: connection.answers, expectedUsd, footer });
  }
}
