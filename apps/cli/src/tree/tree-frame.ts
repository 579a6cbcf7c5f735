/** The live tree as lines of text that fit a window. Pure: the same view at the same time gives the same frame. */
import { formatUsd, isFinalStatus, parseUsd } from '@ice/core';
import { durationText, moneyText } from '../text/amounts.js';
import { cut, fit, widthOf } from '../text/fit.js';
import type { Paint, Tone } from '../text/paint.js';
import { plainText } from '../text/plain-text.js';
import type { ExecutionView } from './execution-view.js';
import { treeRows, type RowStatus, type TreeRow } from './tree-rows.js';

/** What a frame is drawn with. */
export interface FrameOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly columns: number;
  /** Lines of the window. */
  readonly rows: number;
  readonly paint: Paint;
  /** Shown behind the id of the execution: who answers for models. */
  readonly answers: string | null;
  /** What it is expected to cost in USD; null where nobody has asked. */
  readonly expectedUsd: string | null;
  /** The last line: what Ctrl-C does. */
  readonly footer: string;
}

const spinner = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const spinMs = 100;
/** Lines that are no rows: head, two blanks, sums, footer; and one that stays free for the cursor. */
const otherLines = 6;
const widestName = 32;
const widestDetail = 36;

const marks: Readonly<Record<Exclude<RowStatus, 'running'>, string>> = {
  pending: '○',
  waiting: '…',
  retrying: '↻',
  completed: '✔',
  failed: '✖',
  skipped: '-',
  cancelled: '⊘',
  folded: '+',
};

const tones: Readonly<Record<RowStatus, Tone>> = {
  pending: 'faint',
  running: 'busy',
  waiting: 'notice',
  retrying: 'notice',
  completed: 'good',
  failed: 'bad',
  skipped: 'faint',
  cancelled: 'notice',
  folded: 'faint',
};

/** See the head of this file. */
export function treeFrame(view: ExecutionView, options: FrameOptions): readonly string[] {
  const { columns, rows, paint, now } = options;
  const shown = treeRows(view, now, Math.max(1, rows - otherLines));
  const nameWidth = Math.min(widestName, Math.max(0, ...shown.filter(isRun).map((row) => widthOf(named(row)))));
  const detailWidth = Math.min(widestDetail, Math.max(0, ...shown.map(({ detail }) => widthOf(detail))));
  const lines = shown.map((row) => rowLine(row, options, { nameWidth, detailWidth }));
  const frame = [
    headLine(view, options),
    '',
    ...lines,
    '',
    sumLine(view, options),
    paint('faint', cut(`  ${options.footer}`, columns)),
  ];
  return frame.slice(-Math.max(1, rows - 1));
}

function headLine({ state: { head } }: ExecutionView, { now, columns, paint, answers }: FrameOptions): string {
  const name = plainText(head.name || 'execution');
  const parts = [head.execution_id, ...(answers === null ? [] : [answers])].map((part) => ` · ${part}`).join('');
  const begun = head.started_at ?? head.created_at;
  const end = head.ended_at === null ? now : Date.parse(head.ended_at);
  const time = begun === '' ? '' : durationText(end - Date.parse(begun));
  const left = cut(`  ${name}${parts}`, columns - widthOf(time) - 3);
  return paint('strong', atRight(left, time, columns - 1));
}

interface Widths {
  readonly nameWidth: number;
  readonly detailWidth: number;
}

function rowLine(row: TreeRow, { columns, paint, now }: FrameOptions, { nameWidth, detailWidth }: Widths): string {
  const mark =
    row.status === 'running' ? (spinner[Math.floor(now / spinMs) % spinner.length] ?? '') : marks[row.status];
  const indent = `  ${'│ '.repeat(row.depth)}`;
  // One column stays free: some terminals break a line that fills them.
  const whole = columns - widthOf(indent) - 3;
  const room = whole - widthOf(row.figures) - 2;
  const cells = isRun(row)
    ? `${fit(row.name, nameWidth - 2 * row.depth)}  ${fit(row.detail, detailWidth)}  ${row.note}`
    : row.name;
  const text = atRight(cut(cells.trimEnd(), Math.max(1, room)), row.figures, whole);
  return `${paint('faint', indent)}${paint(tones[row.status], mark)} ${toned(row, text, paint)}`.trimEnd();
}

/** Only what stands out is coloured as a whole. */
function toned({ status }: TreeRow, text: string, paint: Paint): string {
  return status === 'failed' || status === 'pending' || status === 'folded' ? paint(tones[status], text) : text;
}

/** `2/4 nodes   $0.0031 of $0.0500   expected $0.0055` */
function sumLine(view: ExecutionView, { columns, paint, expectedUsd }: FrameOptions): string {
  const { head, nodes } = view.state;
  const outer = view.outline.map(({ id }) => nodes.get(id));
  const ended = outer.filter((run) => run !== undefined && run.ended_at !== null).length;
  const budget = head.budget_usd === undefined ? '' : ` of ${moneyText(head.budget_usd)}`;
  const parts = [
    ...(outer.length > 0 ? [`${ended}/${outer.length} nodes`] : []),
    `${moneyText(head.cost_usd)}${budget}`,
    ...(expectedUsd !== null && !isFinalStatus(head.status) ? [`expected ${moneyText(expectedUsd)}`] : []),
    ...(head.status === 'running' ? [] : [head.status]),
  ];
  const isDear =
    head.budget_usd !== undefined && parseUsd(head.cost_usd) >= 0.8 * parseUsd(formatUsdOf(head.budget_usd));
  return paint(isDear ? 'notice' : 'plain', cut(`  ${parts.join('   ')}`, columns));
}

function formatUsdOf(usd: number): string {
  return formatUsd(Math.round(usd * 1_000_000_000));
}

function isRun({ status }: TreeRow): boolean {
  return status !== 'folded';
}

/** As wide as it stands: children are moved to the right by two columns a level. */
function named({ name, depth }: TreeRow): string {
  return `${'  '.repeat(depth)}${name}`;
}

function atRight(left: string, right: string, columns: number): string {
  if (right === '') return left;
  return `${left}${' '.repeat(Math.max(1, columns - widthOf(left) - widthOf(right)))}${right}`;
}
